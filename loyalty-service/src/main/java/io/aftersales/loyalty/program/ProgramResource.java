package io.aftersales.loyalty.program;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.loyalty.company.Company;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.rest.Taken;
import io.aftersales.platform.security.Roles;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** The coupon programs. One that has coupons is archived and brought back, never deleted. */
@Path("/coupon-programs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Coupon programs")
public class ProgramResource {

    /** Of the coupons on their programs. */
    private static final String COUPONS_CONSTRAINT = "coupon_program";

    private final Api api;
    private final Preconditions preconditions;
    private final MergePatch mergePatch;
    private final Company company;

    ProgramResource(Api api, Preconditions preconditions, MergePatch mergePatch, Company company) {
        this.api = api;
        this.preconditions = preconditions;
        this.mergePatch = mergePatch;
        this.company = company;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.LOYALTY_MANAGER})
    @Operation(operationId = "listCouponPrograms", summary = "Coupon programs, the newest first")
    public Uni<Page<ProgramView>> list(@QueryParam("active") Boolean active, @Valid @BeanParam Paging paging) {
        return api.read(() -> Keyset.of(CouponProgram.class)
                .where("e.active = :active", "active", active)
                .page(paging, ProgramView::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.LOYALTY_MANAGER})
    @Operation(operationId = "getCouponProgram", summary = "One coupon program")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProgramView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> find(id, LockModeType.NONE), ProgramView::of);
    }

    @POST
    @RolesAllowed(Roles.LOYALTY_MANAGER)
    @Operation(operationId = "createCouponProgram", summary = "Add a coupon program")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ProgramView.class)))
    public Uni<Response> create(@NotNull @Valid ProgramForm form) {
        return company.awaitKnown()
                .chain(() -> api.post(
                        form,
                        work -> company.settings()
                                .map(settings -> new CouponProgram(form, settings))
                                .invoke(work::persist)
                                .map(program ->
                                        Answer.created("coupon-programs", program, () -> ProgramView.of(program)))));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed(Roles.LOYALTY_MANAGER)
    @Operation(
            operationId = "editCouponProgram",
            summary = "Change, archive or bring back a coupon program",
            description = "Coupons already given keep its rules and reward as they were. Archived (active false), its"
                    + " unused coupons are refused until it is brought back.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ProgramForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProgramView.class)))
    public Uni<Response> edit(UUID id, JsonNode patch) {
        return api.change(work -> find(id, LockModeType.PESSIMISTIC_WRITE)
                .invoke(preconditions::require)
                .call(program -> company.settings()
                        .invoke(settings -> program.change(
                                mergePatch.apply(patch, ProgramForm.of(program), ProgramForm.class), settings)))
                .map(program -> Answer.ok(program, () -> ProgramView.of(program))));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.LOYALTY_MANAGER)
    @Operation(
            operationId = "deleteCouponProgram",
            summary = "Delete a coupon program that has given no coupon",
            description = "Honours If-Match.")
    @APIResponse(responseCode = "204")
    public Uni<Response> delete(UUID id) {
        return api.change(work -> find(id, LockModeType.PESSIMISTIC_WRITE)
                        .invoke(preconditions::match)
                        .call(program -> Panache.getSession().chain(session -> session.remove(program)))
                        .replaceWith(Answer::done))
                .onFailure()
                .transform(Taken.byConstraint(COUPONS_CONSTRAINT, LoyaltyProblem.PROGRAM_HAS_COUPONS));
    }

    private static Uni<CouponProgram> find(UUID id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.find(CouponProgram.class, id, lock))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("coupon program", id));
    }
}
