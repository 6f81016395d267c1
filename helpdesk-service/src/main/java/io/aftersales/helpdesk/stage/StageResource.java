package io.aftersales.helpdesk.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.security.Roles;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** The stages of all teams' tickets. */
@Path("/stages")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "stages")
public class StageResource {

    private final Api api;
    private final MergePatch mergePatch;
    private final Preconditions preconditions;

    StageResource(Api api, MergePatch mergePatch, Preconditions preconditions) {
        this.api = api;
        this.mergePatch = mergePatch;
        this.preconditions = preconditions;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(operationId = "listStages", summary = "All stages, in their order")
    public Uni<Page<StageView>> list() {
        return api.read(() -> Panache.getSession()
                .chain(session -> session.createQuery("from Stage order by position, id", Stage.class)
                        .getResultList())
                .map(stages -> new Page<>(stages.stream().map(Stage::view).toList(), null)));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(operationId = "getStage", summary = "One stage")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StageView.class)))
    public Uni<Response> get(@PathParam("id") UUID id) {
        return api.get(() -> load(id, LockModeType.NONE), Stage::view);
    }

    @POST
    @RolesAllowed(Roles.HELPDESK_MANAGER)
    @Operation(operationId = "createStage", summary = "Add a stage")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = StageView.class)))
    public Uni<Response> create(@Valid @NotNull StageForm form) {
        return api.post(form, work -> {
            Stage stage = new Stage();
            stage.describe(form);
            work.persist(stage);
            return Uni.createFrom().item(Answer.created("stages", stage, stage::view));
        });
    }

    @PATCH
    @Consumes({"application/merge-patch+json", "application/json"})
    @Path("/{id}")
    @RolesAllowed(Roles.HELPDESK_MANAGER)
    @Operation(
            operationId = "changeStage",
            summary = "Change a stage",
            description =
                    "A stage that holds tickets stays folded or unfolded: its tickets are closed or open with it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StageView.class)))
    public Uni<Response> change(
            @PathParam("id") UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StageForm.class)))
                    JsonNode patch) {
        return api.change(work -> load(id, LockModeType.PESSIMISTIC_WRITE).map(stage -> {
            preconditions.require(stage);
            StageForm form = mergePatch.apply(patch, stage.form(), StageForm.class);
            stage.describe(form);
            return Answer.ok(stage, stage::view);
        }));
    }

    private static Uni<Stage> load(UUID id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.createQuery("from Stage where id = :id", Stage.class)
                        .setParameter("id", id)
                        .setLockMode(lock)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("stage", id));
    }
}
