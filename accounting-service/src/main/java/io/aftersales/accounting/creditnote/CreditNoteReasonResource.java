package io.aftersales.accounting.creditnote;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.accounting.AccountingProblem;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.rest.Taken;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

import java.net.URI;
import java.util.List;

/** The list of reasons that the company keeps, so that reports can count by them. */
@Path("/credit-note-reasons")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credit notes")
public class CreditNoteReasonResource {

    private static final String CODE_CONSTRAINT = "credit_note_reason_pkey";

    private final Api api;
    private final Preconditions preconditions;
    private final MergePatch mergePatch;
    private final Reasons reasons;

    CreditNoteReasonResource(Api api, Preconditions preconditions, MergePatch mergePatch, Reasons reasons) {
        this.api = api;
        this.preconditions = preconditions;
        this.mergePatch = mergePatch;
        this.reasons = reasons;
    }

    /** A reason as it is added. */
    @Schema(name = "NewCreditNoteReason")
    public record NewReason(
            @Schema(description = "Stays as it is", examples = "damaged")
            @NotNull
            @Size(max = 50)
            @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*", message = "must be lower-case words with hyphens between")
            String code,

            @Schema(examples = "Damaged on arrival") @NotBlank @Size(max = 200)
            String label) {}

    /** What a user changes of a reason. */
    @Schema(name = "CreditNoteReasonTerms")
    public record ReasonTerms(
            @Schema(examples = "Damaged on arrival") @NotBlank @Size(max = 200)
            String label,

            @Schema(description = "Whether new credit notes may name it") @NotNull
            Boolean active) {}

    /** A reason as the API shows it. */
    @Schema(name = "CreditNoteReason")
    public record ReasonView(
            @Schema(examples = "damaged") String code,

            @Schema(examples = "Damaged on arrival") String label,

            @Schema(description = "An archived one stays on the credit notes that have it")
            boolean active) {

        static ReasonView of(CreditNoteReason reason) {
            return new ReasonView(reason.code(), reason.label(), reason.isActive());
        }
    }

    /** The whole list: it is short. */
    @Schema(name = "CreditNoteReasonList")
    public record ReasonList(List<ReasonView> items) {}

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(
            operationId = "listCreditNoteReasons",
            summary = "All credit note reasons, by code",
            description = "Archived ones too, unless the parameter active says which.")
    public Uni<ReasonList> list(@QueryParam("active") Boolean active) {
        return api.read(reasons::all)
                .map(all -> new ReasonList(all.stream()
                        .filter(reason -> active == null || active == reason.isActive())
                        .map(ReasonView::of)
                        .toList()));
    }

    @GET
    @Path("/{code}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(operationId = "getCreditNoteReason", summary = "One credit note reason")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReasonView.class)))
    public Uni<Response> get(String code) {
        return api.answer(() -> reasons.get(code, LockModeType.NONE).map(CreditNoteReasonResource::answer));
    }

    @POST
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(operationId = "createCreditNoteReason", summary = "Add a credit note reason")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReasonView.class)))
    public Uni<Response> create(@NotNull @Valid NewReason asked) {
        return api.post(asked, work -> {
                    CreditNoteReason reason = new CreditNoteReason(asked.code(), asked.label());
                    work.persist(reason);
                    URI location = URI.create("credit-note-reasons/" + reason.code());
                    return Uni.createFrom()
                            .item(new Answer(201, location, null, reason::version, () -> ReasonView.of(reason)));
                })
                .onFailure()
                .transform(Taken.byConstraint(CODE_CONSTRAINT, AccountingProblem.REASON_CODE_TAKEN));
    }

    @PATCH
    @Path("/{code}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(
            operationId = "editCreditNoteReason",
            summary = "Rename or archive a credit note reason",
            description = "The code stays, so that reports count on. Needs If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ReasonTerms.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReasonView.class)))
    public Uni<Response> edit(String code, JsonNode patch) {
        return api.change(work -> reasons.get(code, LockModeType.PESSIMISTIC_WRITE)
                .invoke(reason -> preconditions.require(reason.version()))
                .invoke(reason -> {
                    ReasonTerms now = new ReasonTerms(reason.label(), reason.isActive());
                    ReasonTerms asked = mergePatch.apply(patch, now, ReasonTerms.class);
                    reason.change(asked.label(), asked.active());
                })
                .map(CreditNoteReasonResource::answer));
    }

    private static Answer answer(CreditNoteReason reason) {
        return new Answer(200, null, null, reason::version, () -> ReasonView.of(reason));
    }
}
