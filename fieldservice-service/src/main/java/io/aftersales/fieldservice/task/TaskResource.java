package io.aftersales.fieldservice.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.fieldservice.customer.Customers;
import io.aftersales.fieldservice.project.Projects;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.List;
import java.util.UUID;

/** The tasks, with their messages and worksheets. */
@Path("/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
public class TaskResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String JSON = "application/json";

    private final Tasks tasks;
    private final TaskDesk desk;
    private final TaskAccess access;
    private final Messages messages;
    private final Projects projects;
    private final Customers customers;
    private final Caller caller;
    private final Api api;
    private final MergePatch mergePatch;
    private final Preconditions preconditions;

    TaskResource(
            Tasks tasks,
            TaskDesk desk,
            TaskAccess access,
            Messages messages,
            Projects projects,
            Customers customers,
            Caller caller,
            Api api,
            MergePatch mergePatch,
            Preconditions preconditions) {
        this.tasks = tasks;
        this.desk = desk;
        this.access = access;
        this.messages = messages;
        this.projects = projects;
        this.customers = customers;
        this.caller = caller;
        this.api = api;
        this.mergePatch = mergePatch;
        this.preconditions = preconditions;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.TECHNICIAN, Roles.FIELDSERVICE_MANAGER})
    @Operation(
            operationId = "listTasks",
            summary = "Tasks, the newest first",
            description = "A technician sees those of their projects, an agent those that came from tickets.")
    public Uni<Page<TaskView>> list(@BeanParam TaskFilter filter, @Valid @BeanParam Paging paging) {
        return api.read(() -> access.inSight(filter.query())
                .page(paging, task -> task)
                .call(page -> Tasks.fetchAssignees(page.items()))
                .map(page -> new Page<>(page.items().stream().map(TaskView::of).toList(), page.next())));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.TECHNICIAN, Roles.FIELDSERVICE_MANAGER})
    @Operation(operationId = "getTask", summary = "One task")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TaskView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> tasks.read(id).call(access::refuseUnlessSeen), TaskView::of);
    }

    @POST
    @RolesAllowed(Roles.FIELDSERVICE_MANAGER)
    @Operation(
            operationId = "createTask",
            summary = "Open a task that no ticket asked for",
            description = "Planning a technician twice at one time is done, with a warning.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TaskView.class)))
    public Uni<Response> create(@NotNull @Valid TaskForm form) {
        Task.Origin origin = new Task.Origin(null, null, Stamp.of(caller.requester()));
        return customers
                .awaitKnown(form.customerId())
                .chain(() -> api.post(
                        form,
                        work -> projects.hold(List.of(form.projectId()))
                                .chain(() -> desk.open(form, origin, work))
                                .map(made -> Answer.created(
                                        "tasks", made.task(), () -> TaskView.of(made.task(), made.warnings())))));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MERGE_PATCH, JSON})
    @RolesAllowed({Roles.TECHNICIAN, Roles.FIELDSERVICE_MANAGER})
    @Operation(
            operationId = "changeTask",
            summary = "Change a task, its stage and its plan included",
            description =
                    "Entering a closed stage closes the task; leaving it opens the task again. A technician moves the"
                            + " tasks assigned to them from stage to stage, and changes nothing else. Needs If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TaskForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TaskView.class)))
    public Uni<Response> change(UUID id, JsonNode patch) {
        Stamp by = Stamp.of(caller.requester());
        return api.change(work -> tasks.lock(id)
                .call(access::refuseUnlessWorkedOn)
                .invoke(preconditions::require)
                .chain(task -> {
                    TaskForm form = mergePatch.apply(patch, TaskForm.of(task), TaskForm.class);
                    access.refuseUnlessMayChange(task, form);
                    return desk.change(task, form, by, work);
                })
                .map(done -> Answer.ok(done.task(), () -> TaskView.of(done.task(), done.warnings()))));
    }

    @GET
    @Path("/{id}/worksheet")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.TECHNICIAN, Roles.FIELDSERVICE_MANAGER})
    @Operation(operationId = "getWorksheet", summary = "What came of a visit; the ETag is the task's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Worksheet.class)))
    public Uni<Response> worksheet(UUID id) {
        return api.get(() -> tasks.read(id).call(access::refuseUnlessSeen), Task::worksheet);
    }

    @PATCH
    @Path("/{id}/worksheet")
    @Consumes({MERGE_PATCH, JSON})
    @RolesAllowed({Roles.TECHNICIAN, Roles.FIELDSERVICE_MANAGER})
    @Operation(
            operationId = "changeWorksheet",
            summary = "Write down what came of a visit",
            description = "For the technicians to whom the task is assigned, and for managers. Needs If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Worksheet.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Worksheet.class)))
    public Uni<Response> report(UUID id, JsonNode patch) {
        Stamp by = Stamp.of(caller.requester());
        return api.change(work -> tasks.lock(id)
                .call(access::refuseUnlessWorkedOn)
                .invoke(preconditions::require)
                .invoke(task -> desk.report(task, mergePatch.apply(patch, task.worksheet(), Worksheet.class), by, work))
                .map(task -> Answer.ok(task, task::worksheet)));
    }

    @GET
    @Path("/{id}/messages")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.TECHNICIAN, Roles.FIELDSERVICE_MANAGER})
    @Operation(
            operationId = "listTaskMessages",
            summary = "Comments, notes and automatic entries on a task, the newest first")
    public Uni<Page<MessageView>> messages(UUID id, @Valid @BeanParam Paging paging) {
        return api.read(() -> tasks.read(id)
                .call(access::refuseUnlessSeen)
                .chain(task -> messages.on(id).page(paging, TaskMessage::view)));
    }

    @POST
    @Path("/{id}/messages")
    @RolesAllowed({Roles.TECHNICIAN, Roles.FIELDSERVICE_MANAGER})
    @Operation(operationId = "writeTaskMessage", summary = "Write a comment, which the customer may read, or a note")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MessageView.class)))
    public Uni<Response> write(UUID id, @NotNull @Valid MessageForm form) {
        return api.post(
                form,
                work -> tasks.read(id)
                        .call(access::refuseUnlessWorkedOn)
                        .map(task -> messages.write(task, form.messageKind(), caller.requester(), form.body(), work))
                        .map(message -> Answer.added(message.id(), message::view)));
    }
}
