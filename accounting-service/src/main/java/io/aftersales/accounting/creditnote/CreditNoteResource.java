package io.aftersales.accounting.creditnote;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.accounting.company.Company;
import io.aftersales.accounting.history.DocumentChanges;
import io.aftersales.accounting.history.HistoryView;
import io.aftersales.accounting.refundpolicy.RefundPolicies;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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

import java.util.Objects;
import java.util.UUID;

/** Credit notes come from refunds on tickets; drafts are edited, confirmed or cancelled here. */
@Path("/credit-notes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
@Tag(name = "Credit notes")
public class CreditNoteResource {

    private final Api api;
    private final Preconditions preconditions;
    private final MergePatch mergePatch;
    private final Caller caller;
    private final CreditNoteAccess access;
    private final CreditNotes creditNotes;
    private final Reasons reasons;
    private final RefundPolicies policies;
    private final Company company;
    private final DocumentChanges changes;
    private final CreditNoteHistory history;

    CreditNoteResource(
            Api api,
            Preconditions preconditions,
            MergePatch mergePatch,
            Caller caller,
            CreditNoteAccess access,
            CreditNotes creditNotes,
            Reasons reasons,
            RefundPolicies policies,
            Company company,
            DocumentChanges changes,
            CreditNoteHistory history) {
        this.api = api;
        this.preconditions = preconditions;
        this.mergePatch = mergePatch;
        this.caller = caller;
        this.access = access;
        this.creditNotes = creditNotes;
        this.reasons = reasons;
        this.policies = policies;
        this.company = company;
        this.changes = changes;
        this.history = history;
    }

    @GET
    @Operation(
            operationId = "listCreditNotes",
            summary = "Credit notes, the newest first",
            description = "An agent sees those that came from tickets.")
    public Uni<Page<CreditNoteSummary>> list(@BeanParam CreditNoteFilter filter, @Valid @BeanParam Paging paging) {
        return api.read(() -> {
            Keyset<CreditNote> query = filter.query();
            if (!access.seesAll()) {
                query.where("e.ticketId is not null");
            }
            return query.page(paging, CreditNoteSummary::of);
        });
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getCreditNote", summary = "One credit note with its lines")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CreditNoteView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> creditNotes.read(id).invoke(access::refuseUnlessSeen), CreditNoteView::of);
    }

    @GET
    @Path("/{id}/history")
    @Operation(
            operationId = "getCreditNoteHistory",
            summary = "Who did what to a credit note, with before and after, the oldest first",
            description = "Also what it settled, and payouts of what it left.")
    public Uni<HistoryView> history(UUID id) {
        return api.read(
                () -> creditNotes.read(id).invoke(access::refuseUnlessSeen).chain(history::of));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @Operation(
            operationId = "editCreditNote",
            summary = "Edit a draft credit note",
            description =
                    "JSON Merge Patch; lines are replaced as a whole, and those left out are dropped. Lines that leave"
                            + " something of the invoice make a full credit a partial one; those that take all that other credit"
                            + " notes left of it meanwhile keep it full. With a date that lies ahead the draft posts itself on that day. Needs"
                            + " If-Match. For accountants, and for who asked for the refund.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CreditNoteDraft.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CreditNoteView.class)))
    public Uni<Response> edit(UUID id, JsonNode patch) {
        Stamp by = Stamp.of(caller.requester());
        return api.change(work -> creditNotes
                .lock(id)
                .invoke(access::refuseUnlessEditable)
                .invoke(preconditions::require)
                .invoke(CreditNote::refuseUnlessDraft)
                .call(note -> edit(note, patch, by, work))
                .invoke(note -> creditNotes.publishDraft(note, work))
                .map(CreditNoteResource::answer));
    }

    private Uni<Void> edit(CreditNote note, JsonNode patch, Stamp by, Work work) {
        CreditNoteDraft before = CreditNoteDraft.of(note);
        CreditNoteDraft asked = mergePatch.apply(patch, before, CreditNoteDraft.class);
        String code = Objects.equals(asked.reasonCode(), note.reasonCode()) ? null : asked.reasonCode();
        return reasons.refuseUnknown(code)
                .chain(company::today)
                .invoke(today -> note.edit(asked.terms(), asked.lines(), today, by))
                .chain(policies::current)
                .invoke(policy -> note.holdForAccountant(!access.isWithinLimit(note, policy)))
                .invoke(() -> changes.edited(note.id(), before, CreditNoteDraft.of(note), by, work))
                .replaceWithVoid();
    }

    @POST
    @Path("/{id}/confirm")
    @Operation(
            operationId = "confirmCreditNote",
            summary = "Post a draft credit note",
            description = "Gives it the next number of its year and sets it against what the invoice has open; the rest"
                    + " is an outstanding credit. A full credit releases payments in its way and makes the new draft invoice"
                    + " that was asked for. Not before its date. Honours If-Match. For accountants, and up to their limit"
                    + " for who asked for the refund.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CreditNoteView.class)))
    public Uni<Response> confirm(UUID id) {
        Stamp by = Stamp.of(caller.requester());
        return api.post(
                null,
                work -> creditNotes
                        .lock(id)
                        .invoke(access::refuseUnlessEditable)
                        .invoke(preconditions::match)
                        .call(note -> company.today()
                                .map(today -> note.confirm(today, by))
                                .invoke(posting -> creditNotes.posted(note, posting, work)))
                        .call(note -> policies.current().invoke(policy -> access.refuseAboveLimit(note, policy)))
                        .map(CreditNoteResource::answer));
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(
            operationId = "cancelCreditNote",
            summary = "Cancel a draft credit note",
            description = "Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CreditNoteView.class)))
    public Uni<Response> cancel(UUID id) {
        Stamp by = Stamp.of(caller.requester());
        return api.post(
                null,
                work -> creditNotes
                        .lock(id)
                        .invoke(preconditions::match)
                        .invoke(note -> cancel(note, by, work))
                        .map(CreditNoteResource::answer));
    }

    private static void cancel(CreditNote note, Stamp by, Work work) {
        note.cancel(by);
        work.publish(note, CreditNoteEvent.CANCELLED, () -> CreditNoteEvent.of(note));
    }

    private static Answer answer(CreditNote note) {
        return Answer.ok(note, () -> CreditNoteView.of(note));
    }
}
