package io.aftersales.helpdesk.aftersales.repair;

import io.aftersales.helpdesk.aftersales.ActionView;
import io.aftersales.helpdesk.aftersales.AfterSales;
import io.aftersales.helpdesk.aftersales.AfterSalesService;
import io.aftersales.helpdesk.aftersales.Ask;
import io.aftersales.helpdesk.aftersales.ButtonName;
import io.aftersales.helpdesk.aftersales.Commission;
import io.aftersales.helpdesk.aftersales.Document;
import io.aftersales.helpdesk.aftersales.Instruction;
import io.aftersales.helpdesk.aftersales.News;
import io.aftersales.helpdesk.aftersales.Outcomes;
import io.aftersales.helpdesk.aftersales.Progress;
import io.aftersales.helpdesk.aftersales.ServiceName;
import io.aftersales.helpdesk.aftersales.SmartButton;
import io.aftersales.helpdesk.customer.Customer;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Repair: a product of the ticket's customer is taken in to be repaired. */
@Path("/tickets/{ticketId}/repairs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "after-sales")
public class Repair extends AfterSalesService<RepairRequest> {

    private static final String KIND = "repair";
    private static final MessageType<Rejection> REJECTED = MessageType.of("repair-order-rejected", Rejection.class);
    private static final Set<String> SHOWN_TO_CUSTOMERS = Set.of("product", "quantity", "serialNumber", "plannedDate");

    Repair(AfterSales afterSales) {
        super(
                new ServiceName(KIND, "repairs", "repair", 40),
                new ButtonName("repairs", "Repairs", "repair-orders"),
                afterSales);
    }

    @POST
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(
            operationId = "requestRepair",
            summary = "Ask for a repair",
            description = "Who asks may read the repair order from then on, without being a repair user.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; the action still runs",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Finished while the caller waited",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    public Uni<Response> request(@BeanParam Ask ask, @Valid @NotNull RepairRequest request) {
        return ask(ask, request);
    }

    @Override
    protected Instruction<CreateRepairOrder> instruction(RepairRequest request, Commission commission) {
        return new Instruction<>(
                CreateRepairOrder.TYPE, commission.ticketId(), CreateRepairOrder.of(request, commission));
    }

    @Override
    protected void listen(Outcomes outcomes) {
        outcomes.success(RepairOrder.CREATED, this::created);
        outcomes.rejection(REJECTED);
        outcomes.later(RepairOrder.CHANGED, this::changed);
    }

    @Override
    protected String wording(RepairRequest request) {
        return "Asked for a repair: " + request.description();
    }

    /** The ticket's product, serial number and sale order, and where the customer's sale orders and returns are. */
    @Override
    protected Map<String, Object> defaults(Ticket ticket) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        ticket.product().ifPresent(product -> defaults.put("productId", product.toString()));
        ticket.serialNumber().ifPresent(serialNumber -> defaults.put("serialNumber", serialNumber));
        ticket.saleOrder().ifPresent(saleOrder -> defaults.put("saleOrderId", saleOrder.toString()));
        ticket.customer().map(Customer::id).ifPresent(customer -> {
            defaults.put("customerId", customer.toString());
            defaults.put("saleOrders", "/api/v1/sale-orders?companyOf=" + customer);
            defaults.put("returns", "/api/v1/returns?companyOf=" + customer);
        });
        return defaults;
    }

    @Override
    protected boolean isConflict(String rejectionCode) {
        return rejectionCode.equals("return-cancelled");
    }

    @Override
    protected Uni<List<Progress>> progress(SmartButton button) {
        return Uni.createFrom()
                .item(button.documents().stream().map(Repair::progress).toList());
    }

    private static Progress progress(SmartButton.Entry order) {
        Map<String, Object> facts = new LinkedHashMap<>(order.facts());
        facts.keySet().retainAll(SHOWN_TO_CUSTOMERS);
        return new Progress(KIND, order.id(), order.number(), order.state(), facts);
    }

    private News created(RepairOrder order) {
        return news("Repair order " + order.number() + " opened: " + order.productName(), order);
    }

    private News changed(RepairOrder order) {
        return news("Repair order " + order.number() + " " + order.progress(), order);
    }

    private News news(String text, RepairOrder order) {
        UUID id = order.repairOrderId();
        return News.of(
                text,
                id,
                Document.onButton("repair-order", order.number(), order.state(), button().href(id), order.facts()));
    }
}
