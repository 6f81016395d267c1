package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.customer.Customers;
import io.aftersales.helpdesk.team.Follower;
import io.aftersales.helpdesk.team.Teams;
import io.aftersales.helpdesk.user.Staff;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

import java.util.Optional;
import java.util.UUID;

/** Who follows a ticket. */
@Path("/tickets/{ticketId}/followers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tickets")
@RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
public class FollowerResource {

    private final Tickets tickets;
    private final TicketFollowers followers;
    private final Customers customers;
    private final Staff staff;
    private final Teams teams;
    private final Api api;

    FollowerResource(
            Tickets tickets, TicketFollowers followers, Customers customers, Staff staff, Teams teams, Api api) {
        this.tickets = tickets;
        this.followers = followers;
        this.customers = customers;
        this.staff = staff;
        this.teams = teams;
        this.api = api;
    }

    @GET
    @Operation(operationId = "listFollowers", summary = "All followers of a ticket")
    public Uni<Page<FollowerView>> list(@PathParam("ticketId") UUID ticketId) {
        return api.read(() -> tickets.see(ticketId)
                .chain(ticket -> followers.of(ticketId))
                .map(all -> new Page<>(all.stream().map(TicketFollower::view).toList(), null)));
    }

    @POST
    @Operation(
            operationId = "addFollower",
            summary = "Let a customer, a user or an e-mail address follow a ticket",
            description = "Exactly one of the three is given. Somebody who follows already is left as is.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FollowerView.class)))
    public Uni<Response> add(@PathParam("ticketId") UUID ticketId, @Valid @NotNull Follower follower) {
        return api.post(
                follower,
                work -> tickets.lock(ticketId)
                        .chain(ticket -> teams.named(ticket.team().id())
                                .invoke(team -> team.welcome(follower))
                                .chain(() -> staff.requireAll(Optional.ofNullable(follower.sub()).stream()
                                        .toList()))
                                .chain(() -> customers.requireAll(Optional.ofNullable(follower.customerId()).stream()
                                        .toList()))
                                .chain(() -> followers.addOnce(ticket, follower))
                                .call(() -> follower.namesCustomer()
                                        ? followers.tellCustomers(ticket, work)
                                        : Uni.createFrom().voidItem())
                                .invoke(() -> ticket.tellChanged(work))
                                .map(added -> Answer.added(added.id(), added::view))));
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "removeFollower", summary = "Let somebody no longer follow a ticket")
    @APIResponse(responseCode = "204")
    public Uni<Response> remove(@PathParam("ticketId") UUID ticketId, @PathParam("id") UUID id) {
        return api.change(work -> tickets.lock(ticketId)
                .chain(ticket -> followers
                        .remove(ticketId, id)
                        .invoke(removed -> {
                            if (!removed) {
                                throw RuleBroken.notFound("follower", id);
                            }
                            ticket.tellChanged(work);
                        })
                        .chain(() -> followers.tellCustomers(ticket, work))
                        .replaceWith(Answer.done())));
    }
}
