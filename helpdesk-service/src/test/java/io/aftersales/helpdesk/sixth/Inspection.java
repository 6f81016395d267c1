package io.aftersales.helpdesk.sixth;

import io.aftersales.helpdesk.aftersales.AfterSales;
import io.aftersales.helpdesk.aftersales.AfterSalesService;
import io.aftersales.helpdesk.aftersales.Ask;
import io.aftersales.helpdesk.aftersales.ButtonName;
import io.aftersales.helpdesk.aftersales.Commission;
import io.aftersales.helpdesk.aftersales.Document;
import io.aftersales.helpdesk.aftersales.Instruction;
import io.aftersales.helpdesk.aftersales.News;
import io.aftersales.helpdesk.aftersales.Outcomes;
import io.aftersales.helpdesk.aftersales.ServiceName;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.security.Roles;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

import java.util.Map;
import java.util.UUID;

/** A sixth after-sales service: all that one has to add to the helpdesk, apart from the schemas of its messages. */
@IfBuildProperty(name = "test.sixth-service", stringValue = "true")
@Path("/tickets/{ticketId}/inspections")
public class Inspection extends AfterSalesService<Inspection.Wish> {

    public record Wish(@NotBlank String place) {}

    public record BookInspection(
            UUID actionId, UUID ticketId, UUID customerId, UUID companyId, Requester requestedBy, String place)
            implements Command {}

    public record Appointment(UUID inspectionId, String number, String state, UUID actionId) implements OfAction {}

    private static final MessageType<BookInspection> BOOK = MessageType.of("book-inspection", BookInspection.class);
    private static final MessageType<Appointment> BOOKED = MessageType.of("inspection-booked", Appointment.class);
    private static final MessageType<Appointment> DONE = MessageType.of("inspection-done", Appointment.class);
    private static final MessageType<Rejection> REJECTED = MessageType.of("inspection-rejected", Rejection.class);

    Inspection(AfterSales afterSales) {
        super(
                new ServiceName("inspection", "inspections", "inspections", 60),
                new ButtonName("inspections", "Inspections", "inspections"),
                afterSales);
    }

    @POST
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(operationId = "requestInspection", summary = "Ask for an inspection")
    public Uni<Response> request(@BeanParam Ask ask, @Valid @NotNull Wish wish) {
        return ask(ask, wish);
    }

    @Override
    protected Instruction<BookInspection> instruction(Wish wish, Commission by) {
        BookInspection command = new BookInspection(
                by.actionId(), by.ticketId(), by.customerId(), by.companyId(), by.requestedBy(), wish.place());
        return new Instruction<>(BOOK, by.ticketId(), command);
    }

    @Override
    protected void listen(Outcomes outcomes) {
        outcomes.success(BOOKED, this::told);
        outcomes.rejection(REJECTED);
        outcomes.later(DONE, this::told);
    }

    @Override
    protected String wording(Wish wish) {
        return "Asked for an inspection at " + wish.place();
    }

    private News told(Appointment inspection) {
        UUID id = inspection.inspectionId();
        return News.of(
                "Inspection " + inspection.number() + " " + inspection.state(),
                id,
                Document.onButton("inspection", inspection.number(), inspection.state(), button().href(id), Map.of()));
    }
}
