package io.aftersales.helpdesk.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.UUID;

/** The tickets. */
@Path("/tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tickets")
@RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
public class TicketResource {

    private final Tickets tickets;
    private final TicketDesk desk;
    private final TicketViews views;
    private final Api api;
    private final MergePatch mergePatch;
    private final Preconditions preconditions;

    TicketResource(
            Tickets tickets,
            TicketDesk desk,
            TicketViews views,
            Api api,
            MergePatch mergePatch,
            Preconditions preconditions) {
        this.tickets = tickets;
        this.desk = desk;
        this.views = views;
        this.api = api;
        this.mergePatch = mergePatch;
        this.preconditions = preconditions;
    }

    /** Why and where to a ticket is closed. */
    @Schema(name = "CloseRequest")
    public record Close(
            @Size(max = 1000) String reason,

            @Schema(description = "A folded stage; the first one when left out")
            UUID stageId) {}

    /** Where to a ticket is reopened. */
    @Schema(name = "ReopenRequest")
    public record Reopen(
            @Schema(description = "A stage that is not folded; the first one when left out")
            UUID stageId) {}

    @GET
    @Operation(
            operationId = "listTickets",
            summary = "The tickets that the caller may see, the newest first unless sorted")
    public Uni<Page<TicketView>> list(@Valid @BeanParam TicketFilter filter, @Valid @BeanParam Paging paging) {
        return api.read(() -> filter.apply(tickets.inSight(Keyset.of(
                        Ticket.class,
                        "join fetch e.team join fetch e.stage left join fetch e.customer left join fetch e.assignee")))
                .page(paging, TicketViews::inList));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getTicket", summary = "One ticket, with its smart buttons")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TicketView.class)))
    public Uni<Response> get(@PathParam("id") UUID id) {
        return api.answer(() -> tickets.see(id).chain(this::show));
    }

    @POST
    @Operation(
            operationId = "createTicket",
            summary = "Open a ticket",
            description = "Its followers are the customer, where the team is public, and the team's.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TicketView.class)))
    public Uni<Response> create(@Valid @NotNull TicketForm form) {
        return api.post(
                form,
                work -> desk.open(form, work)
                        .map(ticket -> Answer.created("tickets", ticket, TicketViews.ofNew(ticket))));
    }

    @PATCH
    @Consumes({"application/merge-patch+json", "application/json"})
    @Path("/{id}")
    @Operation(
            operationId = "changeTicket",
            summary = "Change a ticket, its stage and its assignee included",
            description = "Entering a folded stage closes the ticket; leaving it opens the ticket again.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TicketView.class)))
    public Uni<Response> change(
            @PathParam("id") UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TicketForm.class)))
                    JsonNode patch) {
        return api.change(work -> tickets.lock(id).chain(ticket -> {
            preconditions.require(ticket);
            TicketForm form = mergePatch.apply(patch, ticket.form(), TicketForm.class);
            return desk.change(ticket, form, work).chain(() -> show(ticket));
        }));
    }

    @POST
    @Path("/{id}/close")
    @Operation(operationId = "closeTicket", summary = "Close a ticket")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TicketView.class)))
    public Uni<Response> close(@PathParam("id") UUID id, @Valid @RequestBody(required = false) Close request) {
        return api.post(
                request,
                work -> tickets.lock(id).chain(ticket -> {
                    preconditions.match(ticket);
                    Close how = request == null ? new Close(null, null) : request;
                    return desk.close(ticket, how.stageId(), how.reason(), work).chain(() -> show(ticket));
                }));
    }

    @POST
    @Path("/{id}/reopen")
    @Operation(
            operationId = "reopenTicket",
            summary = "Reopen a ticket",
            description = "Its close date is emptied; its closings keep both dates.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TicketView.class)))
    public Uni<Response> reopen(@PathParam("id") UUID id, @Valid @RequestBody(required = false) Reopen request) {
        return api.post(
                request,
                work -> tickets.lock(id).chain(ticket -> {
                    preconditions.match(ticket);
                    UUID stageId = request == null ? null : request.stageId();
                    return desk.reopen(ticket, stageId, work).chain(() -> show(ticket));
                }));
    }

    private Uni<Answer> show(Ticket ticket) {
        return views.of(ticket).map(view -> Answer.ok(ticket, view));
    }
}
