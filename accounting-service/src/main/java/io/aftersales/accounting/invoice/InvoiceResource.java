package io.aftersales.accounting.invoice;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.company.Company;
import io.aftersales.accounting.customer.Customers;
import io.aftersales.accounting.history.DocumentChanges;
import io.aftersales.accounting.history.HistoryView;
import io.aftersales.accounting.ledger.JournalEntry;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.rest.Taken;
import io.aftersales.platform.security.Caller;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.UUID;
import java.util.function.Function;

/** Invoices: written, edited and posted or cancelled by accountants, read by agents too. */
@Path("/invoices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Invoices")
public class InvoiceResource {

    private static final String EXTERNAL_REFERENCE_CONSTRAINT = "invoice_external_reference_key";

    private final Api api;
    private final Preconditions preconditions;
    private final MergePatch mergePatch;
    private final Caller caller;
    private final Invoices invoices;
    private final InvoiceDrafting drafting;
    private final Customers customers;
    private final Company company;
    private final DocumentChanges changes;
    private final InvoiceHistory history;

    InvoiceResource(
            Api api,
            Preconditions preconditions,
            MergePatch mergePatch,
            Caller caller,
            Invoices invoices,
            InvoiceDrafting drafting,
            Customers customers,
            Company company,
            DocumentChanges changes,
            InvoiceHistory history) {
        this.api = api;
        this.preconditions = preconditions;
        this.mergePatch = mergePatch;
        this.caller = caller;
        this.invoices = invoices;
        this.drafting = drafting;
        this.customers = customers;
        this.company = company;
        this.changes = changes;
        this.history = history;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(operationId = "listInvoices", summary = "Invoices, the newest first")
    public Uni<Page<InvoiceSummary>> list(@BeanParam InvoiceFilter filter, @Valid @BeanParam Paging paging) {
        return api.read(() -> filter.query().page(paging, InvoiceSummary::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(
            operationId = "getInvoice",
            summary = "One invoice with its lines",
            description = "Lines of a posted invoice say what may still be credited of them.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InvoiceView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> invoices.read(id), InvoiceView::of);
    }

    @POST
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(
            operationId = "draftInvoice",
            summary = "Write a draft invoice in the company's currency",
            description = "Only the day of posting needs it to be complete.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = InvoiceView.class)))
    public Uni<Response> create(@NotNull @Valid InvoiceDraft draft) {
        Stamp by = Stamp.of(caller.requester());
        return customers
                .awaitKnown(draft.customerId())
                .chain(company::awaitKnown)
                .chain(() -> api.post(
                        draft,
                        work -> company.settings()
                                .map(settings -> new Invoice(settings.currency(), by))
                                .call(invoice -> drafting.write(invoice, draft))
                                .invoke(work::persist)
                                .invoke(invoice -> publishDraft(invoice, work))
                                .map(invoice -> Answer.created("invoices", invoice, () -> InvoiceView.of(invoice)))))
                .onFailure()
                .transform(externalReferenceTaken());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(
            operationId = "editInvoice",
            summary = "Edit a draft invoice",
            description = "JSON Merge Patch; lines are replaced as a whole. Needs If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = InvoiceDraft.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InvoiceView.class)))
    public Uni<Response> edit(UUID id, JsonNode patch) {
        Stamp by = Stamp.of(caller.requester());
        return customers
                .awaitKnown(customerNamedBy(patch))
                .chain(() -> api.change(work -> invoices.lock(id)
                        .invoke(preconditions::require)
                        .invoke(Invoice::refuseUnlessDraft)
                        .call(invoice -> edit(invoice, patch, by, work))
                        .invoke(invoice -> publishDraft(invoice, work))
                        .map(invoice -> Answer.ok(invoice, () -> InvoiceView.of(invoice)))))
                .onFailure()
                .transform(externalReferenceTaken());
    }

    private Uni<Void> edit(Invoice invoice, JsonNode patch, Stamp by, Work work) {
        InvoiceDraft before = InvoiceDraft.of(invoice);
        return drafting.write(invoice, mergePatch.apply(patch, before, InvoiceDraft.class))
                .invoke(() -> changes.edited(invoice.id(), before, InvoiceDraft.of(invoice), by, work));
    }

    @POST
    @Path("/{id}/post")
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(
            operationId = "postInvoice",
            summary = "Post a draft invoice",
            description = "Gives it the next number of its year; from then on it never changes. Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InvoiceView.class)))
    public Uni<Response> post(UUID id) {
        Stamp by = Stamp.of(caller.requester());
        return api.post(
                null,
                work -> invoices.lock(id)
                        .invoke(preconditions::match)
                        .call(invoice -> company.today()
                                .map(today -> invoice.post(today, by))
                                .invoke(entry -> book(invoice, entry, work)))
                        .map(invoice -> Answer.ok(invoice, () -> InvoiceView.of(invoice))));
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(operationId = "cancelInvoice", summary = "Cancel a draft invoice", description = "Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InvoiceView.class)))
    public Uni<Response> cancel(UUID id) {
        Stamp by = Stamp.of(caller.requester());
        return api.post(
                null,
                work -> invoices.lock(id)
                        .invoke(preconditions::match)
                        .invoke(invoice -> invoice.cancel(by))
                        .invoke(invoice ->
                                work.publish(invoice, InvoiceEvent.CANCELLED, () -> InvoiceEvent.of(invoice)))
                        .map(invoice -> Answer.ok(invoice, () -> InvoiceView.of(invoice))));
    }

    @GET
    @Path("/{id}/history")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(
            operationId = "getInvoiceHistory",
            summary = "Who did what to an invoice, with before and after, the oldest first",
            description = "Also what settled it, and what became of its payments after a full credit released them.")
    public Uni<HistoryView> history(UUID id) {
        return api.read(() -> history.of(id));
    }

    @GET
    @Path("/{id}/payments")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(operationId = "listPayments", summary = "Payments of an invoice, the newest first")
    public Uni<Page<PaymentView>> payments(UUID id, @Valid @BeanParam Paging paging) {
        return api.read(() -> invoices.read(id).chain(invoice -> Payments.of(id).page(paging, PaymentView::of)));
    }

    @POST
    @Path("/{id}/payments")
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(operationId = "registerPayment", summary = "Register money received for a posted invoice")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PaymentView.class)))
    public Uni<Response> pay(UUID id, @NotNull @Valid PaymentRequest request) {
        Stamp by = Stamp.of(caller.requester());
        return api.post(
                request,
                work -> invoices.lock(id)
                        .chain(invoice -> company.today()
                                .map(today -> invoice.pay(request, today, by))
                                .invoke(payment -> book(payment, work))
                                .map(payment -> Answer.added(payment.id(), () -> PaymentView.of(payment)))));
    }

    static void publishDraft(Invoice invoice, Work work) {
        work.publish(invoice, InvoiceEvent.DRAFTED, () -> InvoiceEvent.of(invoice));
    }

    private static void book(Invoice invoice, JournalEntry entry, Work work) {
        complete(invoice, entry, work);
        work.persist(entry);
    }

    /** Has a posted invoice numbered when the transaction completes, and told. */
    static void complete(Invoice invoice, JournalEntry entry, Work work) {
        String series = "INV/" + invoice.date().getYear();
        work.number(series, series + "/%05d", number -> {
            invoice.assignNumber(number);
            entry.refer(number);
        });
        work.publish(invoice, InvoiceEvent.POSTED, () -> InvoiceEvent.of(invoice));
    }

    private static void book(Payment payment, Work work) {
        work.persist(payment);
        work.persist(payment.settlement());
        work.persist(payment.journalEntry());
        work.publish(payment.invoice(), InvoiceEvent.PAYMENT_STATE_CHANGED, () -> InvoiceEvent.of(payment.invoice()));
    }

    /** The customer that a patch names and that may be on its way to us; a value that is none is refused later. */
    private static UUID customerNamedBy(JsonNode patch) {
        JsonNode named = patch == null ? null : patch.get("customerId");
        return named == null || !named.isTextual() ? null : Filter.uuid("customerId", named.asText());
    }

    private static Function<Throwable, Throwable> externalReferenceTaken() {
        return Taken.byConstraint(EXTERNAL_REFERENCE_CONSTRAINT, AccountingProblem.EXTERNAL_REFERENCE_TAKEN);
    }
}
