package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.Taken;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

import java.util.List;

/** The list of reasons that the company keeps, so that reports can count by them. */
@Path("/credit-note-reasons")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credit notes")
public class CreditNoteReasonResource {

    private static final String CODE_CONSTRAINT = "credit_note_reason_pkey";

    private final Api api;
    private final Reasons reasons;

    CreditNoteReasonResource(Api api, Reasons reasons) {
        this.api = api;
        this.reasons = reasons;
    }

    /** A reason as the API takes and shows it. */
    @Schema(name = "CreditNoteReason")
    public record ReasonView(
            @Schema(examples = "damaged")
            @NotNull
            @Size(max = 50)
            @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*", message = "must be lower-case words with hyphens between")
            String code,

            @Schema(examples = "Damaged on arrival") @NotBlank @Size(max = 200)
            String label) {

        static ReasonView of(CreditNoteReason reason) {
            return new ReasonView(reason.code(), reason.label());
        }
    }

    /** The whole list: it is short. */
    @Schema(name = "CreditNoteReasonList")
    public record ReasonList(List<ReasonView> items) {}

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(operationId = "listCreditNoteReasons", summary = "All credit note reasons, by code")
    public Uni<ReasonList> list() {
        return api.read(reasons::all)
                .map(all -> new ReasonList(all.stream().map(ReasonView::of).toList()));
    }

    @POST
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(operationId = "createCreditNoteReason", summary = "Add a credit note reason")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReasonView.class)))
    public Uni<Response> create(@NotNull @Valid ReasonView reason) {
        return api.post(reason, work -> {
                    work.persist(new CreditNoteReason(reason.code(), reason.label()));
                    return Uni.createFrom().item(Answer.added(() -> reason));
                })
                .onFailure()
                .transform(Taken.byConstraint(CODE_CONSTRAINT, AccountingProblem.REASON_CODE_TAKEN));
    }
}
