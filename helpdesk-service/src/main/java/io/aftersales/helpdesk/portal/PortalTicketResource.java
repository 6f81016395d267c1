package io.aftersales.helpdesk.portal;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.helpdesk.aftersales.Progresses;
import io.aftersales.helpdesk.chatter.Chatter;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.helpdesk.ticket.TicketDesk;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.UUID;

/** What a customer reads and does about its tickets. Notes, automatic entries and everybody else's data are not here. */
@Path("/portal/tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "portal")
@RolesAllowed(Roles.CUSTOMER)
public class PortalTicketResource {

    private final PortalTickets tickets;
    private final Progresses progresses;
    private final Chatter chatter;
    private final TicketDesk desk;
    private final Caller caller;
    private final Api api;

    PortalTicketResource(
            PortalTickets tickets, Progresses progresses, Chatter chatter, TicketDesk desk, Caller caller, Api api) {
        this.tickets = tickets;
        this.progresses = progresses;
        this.chatter = chatter;
        this.desk = desk;
        this.caller = caller;
        this.api = api;
    }

    /** What a customer writes. */
    @Schema(name = "PortalMessageRequest")
    public record Comment(@NotBlank @Size(max = 10_000) String body) {}

    @GET
    @Operation(
            operationId = "listPortalTickets",
            summary = "The tickets that the caller's company follows, the newest first")
    public Uni<Page<PortalTicketView>> list(
            @QueryParam("state") @Pattern(regexp = "open|closed") String state, @Valid @BeanParam Paging paging) {
        return api.read(() -> tickets.inSight()
                .chain(followed -> followed.where(
                                "e.stage.folded = :closed", "closed", state == null ? null : state.equals("closed"))
                        .page(paging, PortalTicketView::inList)));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getPortalTicket", summary = "One ticket, with the progress of its repairs and tasks")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PortalTicketView.class)))
    public Uni<Response> get(@PathParam("id") UUID id) {
        return api.answer(() -> tickets.see(id).chain(this::show));
    }

    @GET
    @Path("/{id}/messages")
    @Operation(operationId = "listPortalMessages", summary = "The comments on a ticket, the newest first")
    public Uni<Page<PortalMessageView>> messages(@PathParam("id") UUID id, @Valid @BeanParam Paging paging) {
        return api.read(() -> tickets.see(id)
                .chain(ticket -> chatter.commentsOn(id)
                        .page(paging, comment -> PortalMessageView.of(comment.view(), caller.subject()))));
    }

    @POST
    @Path("/{id}/messages")
    @Operation(operationId = "writePortalMessage", summary = "Comment on a ticket")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PortalMessageView.class)))
    public Uni<Response> write(@PathParam("id") UUID id, @Valid @NotNull Comment comment) {
        return api.post(
                comment,
                work -> tickets.lock(id)
                        .chain(ticket -> chatter.comment(ticket, caller.requester(), comment.body(), work))
                        .map(written -> Answer.added(
                                written.id(), () -> PortalMessageView.of(written.view(), caller.subject()))));
    }

    @POST
    @Path("/{id}/close")
    @Operation(
            operationId = "closePortalTicket",
            summary = "Close a ticket, where its team lets customers do so",
            description = "Not while one of its field service tasks is open or being asked for.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PortalTicketView.class)))
    public Uni<Response> close(@PathParam("id") UUID id) {
        return api.post(
                null,
                work -> tickets.lock(id)
                        .invoke(PortalTicketResource::refuseUnlessClosedByCustomers)
                        .call(ticket -> desk.close(ticket, null, null, work))
                        .chain(this::show));
    }

    private Uni<Answer> show(Ticket ticket) {
        return progresses
                .of(ticket.id())
                .map(progress -> Answer.ok(ticket, () -> PortalTicketView.of(ticket, progress)));
    }

    private static void refuseUnlessClosedByCustomers(Ticket ticket) {
        if (!ticket.team().isClosedByCustomers()) {
            throw new RuleBroken(
                    HelpdeskProblem.NOT_CLOSED_BY_CUSTOMERS, HelpdeskProblem.NOT_CLOSED_BY_CUSTOMERS.meaning());
        }
    }
}
