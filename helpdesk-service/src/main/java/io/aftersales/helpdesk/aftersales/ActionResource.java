package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.ticket.Tickets;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.List;
import java.util.UUID;

/** What can be asked for from a ticket, what was, and what came of it. */
@Path("/tickets/{ticketId}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "after-sales")
@RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
public class ActionResource {

    private final Tickets tickets;
    private final Availabilities availabilities;
    private final Actions actions;
    private final SmartButtons smartButtons;
    private final Api api;

    ActionResource(
            Tickets tickets, Availabilities availabilities, Actions actions, SmartButtons smartButtons, Api api) {
        this.tickets = tickets;
        this.availabilities = availabilities;
        this.actions = actions;
        this.smartButtons = smartButtons;
        this.api = api;
    }

    /** What can be asked for from a ticket right now, and everything that was asked so far. */
    @Schema(name = "TicketActions")
    public record Overview(List<Availability> services, List<ActionView> actions) {}

    @GET
    @Path("/actions")
    @Operation(
            operationId = "getActions",
            summary = "Per after-sales service whether it is available, and the actions asked so far")
    public Uni<Overview> overview(@PathParam("ticketId") UUID ticketId) {
        return api.read(() -> tickets.see(ticketId)
                .chain(availabilities::of)
                .chain(services -> actions.of(ticketId)
                        .map(asked -> new Overview(
                                services, asked.stream().map(actions::view).toList()))));
    }

    @GET
    @Path("/actions/{actionId}")
    @Operation(operationId = "getAction", summary = "One action, with the documents that came out of it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ActionView.class)))
    public Uni<Response> get(@PathParam("ticketId") UUID ticketId, @PathParam("actionId") UUID actionId) {
        return api.get(
                () -> tickets.see(ticketId)
                        .chain(ticket -> actions.find(ticketId, actionId))
                        .onItem()
                        .ifNull()
                        .failWith(() -> RuleBroken.notFound("action", actionId)),
                actions::view);
    }

    @GET
    @Path("/smart-buttons")
    @Operation(operationId = "getSmartButtons", summary = "What came out of a ticket's actions, at a glance")
    public Uni<Page<SmartButton>> smartButtons(@PathParam("ticketId") UUID ticketId) {
        return api.read(() -> tickets.see(ticketId)
                .chain(ticket -> smartButtons.of(ticketId))
                .map(buttons -> new Page<>(buttons, null)));
    }
}
