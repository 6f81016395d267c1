package io.aftersales.fieldservice.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.fieldservice.FieldServiceProblem;
import io.aftersales.fieldservice.technician.Technicians;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.rest.Taken;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Work;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.UUID;

/** The projects. None is deleted: it is archived. */
@Path("/projects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Projects")
public class ProjectResource {

    private static final String NAME_CONSTRAINT = "project_name";
    private static final String STAGE_CONSTRAINT = "task_stands_in_a_stage_of_its_project";

    private final Projects projects;
    private final Technicians technicians;
    private final Api api;
    private final MergePatch mergePatch;
    private final Preconditions preconditions;

    ProjectResource(
            Projects projects, Technicians technicians, Api api, MergePatch mergePatch, Preconditions preconditions) {
        this.projects = projects;
        this.technicians = technicians;
        this.api = api;
        this.mergePatch = mergePatch;
        this.preconditions = preconditions;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.TECHNICIAN, Roles.FIELDSERVICE_MANAGER})
    @Operation(operationId = "listProjects", summary = "Projects, the newest first")
    public Uni<Page<ProjectView>> list(@QueryParam("archived") Boolean archived, @Valid @BeanParam Paging paging) {
        return api.read(() -> Keyset.of(Project.class)
                .where("e.archived = :archived", "archived", archived)
                .page(paging, project -> project)
                .call(page -> Projects.fetchParts(page.items()))
                .map(page ->
                        new Page<>(page.items().stream().map(ProjectView::of).toList(), page.next())));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.TECHNICIAN, Roles.FIELDSERVICE_MANAGER})
    @Operation(operationId = "getProject", summary = "One project")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProjectView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> projects.read(id), ProjectView::of);
    }

    @POST
    @RolesAllowed(Roles.FIELDSERVICE_MANAGER)
    @Operation(operationId = "createProject", summary = "Set up a project")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ProjectView.class)))
    public Uni<Response> create(@NotNull @Valid ProjectForm form) {
        return api.post(
                        form,
                        work -> technicians.named(form.technicians()).map(people -> {
                            Project project = Project.of(form, people);
                            work.persist(project);
                            tell(project, work);
                            return Answer.created("projects", project, () -> ProjectView.of(project));
                        }))
                .onFailure()
                .transform(Taken.byConstraint(NAME_CONSTRAINT, FieldServiceProblem.PROJECT_NAME_TAKEN));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed(Roles.FIELDSERVICE_MANAGER)
    @Operation(
            operationId = "changeProject",
            summary = "Change or archive a project",
            description =
                    "JSON Merge Patch; stages and technicians are replaced as a whole, where a stage that stays is"
                            + " named by its id. A stage that holds tasks can neither go nor be opened or closed. Needs If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ProjectForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProjectView.class)))
    public Uni<Response> change(UUID id, JsonNode patch) {
        return api.change(work -> projects.lock(id)
                        .invoke(preconditions::require)
                        .chain(project -> change(
                                project, mergePatch.apply(patch, ProjectForm.of(project), ProjectForm.class), work)))
                .onFailure()
                .transform(Taken.byConstraint(NAME_CONSTRAINT, FieldServiceProblem.PROJECT_NAME_TAKEN))
                .onFailure()
                .transform(Taken.byConstraint(STAGE_CONSTRAINT, FieldServiceProblem.STAGE_IN_USE));
    }

    private Uni<Answer> change(Project project, ProjectForm form, Work work) {
        return technicians.named(form.technicians()).map(people -> {
            project.describe(form, people);
            tell(project, work);
            return Answer.ok(project, () -> ProjectView.of(project));
        });
    }

    private static void tell(Project project, Work work) {
        work.publish(project, ProjectEvent.CHANGED, () -> ProjectEvent.of(project));
    }
}
