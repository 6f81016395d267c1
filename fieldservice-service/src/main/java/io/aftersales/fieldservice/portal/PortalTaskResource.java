package io.aftersales.fieldservice.portal;

import io.aftersales.fieldservice.task.Messages;
import io.aftersales.fieldservice.task.TaskMessage;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
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

import java.time.Instant;
import java.util.UUID;

/** What a customer reads and writes on a field service task. Where it stands is on the ticket, which the helpdesk serves. */
@Path("/portal/tasks/{id}/messages")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CUSTOMER)
@Tag(name = "Portal")
public class PortalTaskResource {

    private final PortalTasks tasks;
    private final Messages messages;
    private final Caller caller;
    private final Api api;

    PortalTaskResource(PortalTasks tasks, Messages messages, Caller caller, Api api) {
        this.tasks = tasks;
        this.messages = messages;
        this.caller = caller;
        this.api = api;
    }

    /** What a customer writes. */
    @Schema(name = "PortalTaskMessageRequest")
    public record Form(@NotBlank @Size(max = 10_000) String body) {}

    /** A comment as a customer sees it. */
    @Schema(name = "PortalTaskMessage")
    public record View(
            UUID id,
            String author,

            @Schema(description = "Whether the caller wrote it")
            boolean own,

            String body,
            Instant writtenAt) {}

    @GET
    @Operation(operationId = "listPortalTaskMessages", summary = "The comments on a task, the newest first")
    public Uni<Page<View>> list(UUID id, @Valid @BeanParam Paging paging) {
        return api.read(() ->
                tasks.see(id).chain(task -> messages.forTheCustomerOn(id).page(paging, this::view)));
    }

    @POST
    @Operation(operationId = "writePortalTaskMessage", summary = "Comment on a task")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = View.class)))
    public Uni<Response> write(UUID id, @NotNull @Valid Form form) {
        return api.post(
                form,
                work -> tasks.see(id)
                        .map(task ->
                                messages.write(task, TaskMessage.Kind.COMMENT, caller.requester(), form.body(), work))
                        .map(message -> Answer.added(message.id(), () -> view(message))));
    }

    private View view(TaskMessage message) {
        return new View(
                message.id(),
                message.authorName(),
                message.isBy(caller.subject()),
                message.body(),
                message.writtenAt());
    }
}
