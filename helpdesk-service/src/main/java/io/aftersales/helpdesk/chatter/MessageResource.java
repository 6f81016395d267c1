package io.aftersales.helpdesk.chatter;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.helpdesk.ticket.Tickets;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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

import java.util.UUID;

/** The chatter of a ticket. */
@Path("/tickets/{ticketId}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tickets")
@RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
public class MessageResource {

    private final Tickets tickets;
    private final Chatter chatter;
    private final Caller caller;
    private final Api api;

    MessageResource(Tickets tickets, Chatter chatter, Caller caller, Api api) {
        this.tickets = tickets;
        this.chatter = chatter;
        this.caller = caller;
        this.api = api;
    }

    @GET
    @Operation(
            operationId = "listMessages",
            summary = "Comments, notes and automatic entries on a ticket, the newest first")
    public Uni<Page<MessageView>> list(@PathParam("ticketId") UUID ticketId, @Valid @BeanParam Paging paging) {
        return api.read(() -> tickets.see(ticketId)
                .chain(ticket -> Keyset.of(Message.class)
                        .where("e.ticketId = :ticket", "ticket", ticketId)
                        .where("not e.erased")
                        .page(paging, Message::view)));
    }

    @POST
    @Operation(
            operationId = "writeMessage",
            summary = "Write a comment, which the customer may read and all followers are mailed, or a note")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MessageView.class)))
    public Uni<Response> write(@PathParam("ticketId") UUID ticketId, @Valid @NotNull MessageForm form) {
        return api.post(
                form,
                work -> tickets.lock(ticketId)
                        .chain(ticket -> write(ticket, form, work))
                        .map(message -> Answer.added(message.id(), message::view)));
    }

    private Uni<Message> write(Ticket ticket, MessageForm form, Work work) {
        return form.kind() == MessageForm.Kind.COMMENT
                ? chatter.comment(ticket, caller.requester(), form.body(), work)
                : Uni.createFrom().item(chatter.note(ticket, caller.requester(), form.body(), work));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteMessage",
            summary = "Delete a comment or note of one's own; a helpdesk manager may delete anybody's")
    @APIResponse(responseCode = "204")
    public Uni<Response> delete(@PathParam("ticketId") UUID ticketId, @PathParam("id") UUID id) {
        return api.change(work -> tickets.lock(ticketId)
                .chain(ticket -> Panache.getSession()
                        .chain(session -> session.find(Message.class, id)
                                .invoke(message -> requireDeletable(message, ticketId, id))
                                .invoke(message -> message.erase(ticket)))
                        .invoke(() -> ticket.tellChanged(work))
                        .replaceWith(Answer.done())));
    }

    private void requireDeletable(Message message, UUID ticketId, UUID id) {
        if (message == null || !message.ticketId().equals(ticketId) || message.isErased()) {
            throw RuleBroken.notFound("message", id);
        }
        if (message.isAutomatic()) {
            throw new RuleBroken(HelpdeskProblem.AUTOMATIC_MESSAGE, HelpdeskProblem.AUTOMATIC_MESSAGE.meaning());
        }
        if (!message.isBy(caller.subject()) && !caller.has(Roles.HELPDESK_MANAGER)) {
            throw new RuleBroken(GeneralProblem.FORBIDDEN, "The message is somebody else's");
        }
    }
}
