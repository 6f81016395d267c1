package io.aftersales.helpdesk.aftersales.task;

import io.aftersales.helpdesk.HelpdeskProblem;
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
import io.aftersales.helpdesk.project.Project;
import io.aftersales.helpdesk.project.Projects;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Warning;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Task: field service plans a visit to the ticket's customer. */
@Path("/tickets/{ticketId}/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "after-sales")
public class Task extends AfterSalesService<TaskRequest> {

    private static final String KIND = "task";

    private static final MessageType<Rejection> TASK_REJECTED = MessageType.of("task-rejected", Rejection.class);

    private static final String PROJECTS = "/api/v1/projects?archived=false";
    private static final String PORTAL = "/api/v1/portal/tasks/";
    private static final Set<String> SHOWN_TO_CUSTOMERS = Set.of("title", "stage", "plannedStart", "plannedEnd");

    private final Projects projects;

    Task(AfterSales afterSales, Projects projects) {
        super(
                new ServiceName(KIND, "fieldService", "fieldservice", 50),
                new ButtonName("tasks", "Tasks", "tasks"),
                afterSales);
        this.projects = projects;
    }

    @POST
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(
            operationId = "requestTask",
            summary = "Ask for a field service task",
            description = "The ticket cannot be closed until the task is, but by a helpdesk manager with a reason.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; the action still runs",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Finished while the caller waited",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    public Uni<Response> request(@BeanParam Ask ask, @Valid @NotNull TaskRequest request) {
        return ask(ask, request);
    }

    /** @throws RuleBroken {@code no-project} if neither the request nor the team names one */
    @Override
    protected Instruction<CreateTask> instruction(TaskRequest request, Commission commission) {
        UUID project = Optional.ofNullable(request.projectId())
                .or(() -> commission.ticket().team().defaultProject())
                .orElseThrow(() -> new RuleBroken(HelpdeskProblem.NO_PROJECT, HelpdeskProblem.NO_PROJECT.meaning()));
        return new Instruction<>(CreateTask.TYPE, commission.ticketId(), CreateTask.of(request, project, commission));
    }

    @Override
    protected void listen(Outcomes outcomes) {
        outcomes.success(TaskEvent.CREATED, this::created);
        outcomes.rejection(TASK_REJECTED);
        outcomes.later(TaskEvent.CHANGED, this::changed);
    }

    @Override
    protected String wording(TaskRequest request) {
        return "Asked for a field service task" + (request.title() == null ? "" : ": " + request.title());
    }

    @Override
    protected Map<String, Object> defaults(Ticket ticket) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("title", ticket.subject());
        ticket.team().defaultProject().ifPresent(project -> defaults.put("projectId", project.toString()));
        defaults.put("projects", PROJECTS);
        return defaults;
    }

    @Override
    protected boolean isConflict(String rejectionCode) {
        return rejectionCode.equals("project-archived");
    }

    /** Projects and stages go by their present names: a task does not tell of itself when they are renamed. */
    @Override
    protected Uni<SmartButton> shown(SmartButton button) {
        return projectsOf(button)
                .map(known -> button.showing(task -> byPresentNames(task, known.get(projectOf(task)))));
    }

    private static SmartButton.Entry byPresentNames(SmartButton.Entry task, Project project) {
        if (project == null) {
            return task;
        }
        Map<String, Object> facts = new LinkedHashMap<>(task.facts());
        facts.put("project", project.name());
        Optional.ofNullable(facts.get("stageId"))
                .flatMap(stage -> project.stageName(stage.toString()))
                .ifPresent(name -> facts.put("stage", name));
        return task.with(facts);
    }

    /** Of the tasks in projects that are visible to customers. */
    @Override
    protected Uni<List<Progress>> progress(SmartButton button) {
        return projectsOf(button)
                .map(known -> button.documents().stream()
                        .filter(task -> isVisible(known.get(projectOf(task))))
                        .map(Task::progress)
                        .toList());
    }

    private Uni<Map<UUID, Project>> projectsOf(SmartButton button) {
        return projects.known(button.documents().stream().map(Task::projectOf).collect(Collectors.toSet()));
    }

    private static boolean isVisible(Project project) {
        return project != null && project.isVisibleToCustomers();
    }

    private static Progress progress(SmartButton.Entry task) {
        Map<String, Object> facts = new LinkedHashMap<>(task.facts());
        facts.keySet().retainAll(SHOWN_TO_CUSTOMERS);
        facts.put("messages", PORTAL + task.id() + "/messages");
        return new Progress(KIND, task.id(), task.number(), task.state(), facts);
    }

    private static UUID projectOf(SmartButton.Entry task) {
        return UUID.fromString(task.facts().get("projectId").toString());
    }

    private News created(TaskEvent task) {
        News news = news("Task " + task.number() + " opened: " + task.title(), task);
        List<Warning> warnings = task.warnings() == null ? List.of() : task.warnings();
        for (Warning warning : warnings) {
            news = news.with(warning);
        }
        return news;
    }

    private News changed(TaskEvent task) {
        String by = task.changedBy() == null ? "" : " by " + task.changedBy().name();
        return news("Task " + task.number() + " " + task.state() + by + ", " + task.stage(), task);
    }

    private News news(String text, TaskEvent task) {
        return News.of(
                text,
                task.taskId(),
                Document.onButton(KIND, task.number(), task.state(), button().href(task.taskId()), task.facts()));
    }
}
