package io.aftersales.helpdesk.aftersales.refund;

import io.aftersales.helpdesk.aftersales.ActionView;
import io.aftersales.helpdesk.aftersales.AfterSales;
import io.aftersales.helpdesk.aftersales.AfterSalesService;
import io.aftersales.helpdesk.aftersales.Ask;
import io.aftersales.helpdesk.aftersales.ButtonName;
import io.aftersales.helpdesk.aftersales.Commission;
import io.aftersales.helpdesk.aftersales.Document;
import io.aftersales.helpdesk.aftersales.Fact;
import io.aftersales.helpdesk.aftersales.Instruction;
import io.aftersales.helpdesk.aftersales.News;
import io.aftersales.helpdesk.aftersales.Outcomes;
import io.aftersales.helpdesk.aftersales.ServiceName;
import io.aftersales.helpdesk.customer.Customer;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.rest.Warning;
import io.aftersales.platform.security.Requester;
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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Refund: accounting credits an invoice of the ticket's customer. */
@Path("/tickets/{ticketId}/refunds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "after-sales")
public class Refund extends AfterSalesService<RefundRequest> {

    private static final MessageType<Rejection> INVOICE_REVERSAL_REJECTED =
            MessageType.of("invoice-reversal-rejected", Rejection.class);

    private static final Fact.Needed POSTED_INVOICE = new Fact.Needed("posted-invoice", "no-posted-invoice");

    private static final Set<String> CONFLICTS = Set.of("invoice-not-posted", "nothing-left-to-credit");

    private static final ButtonName INVOICES = new ButtonName("invoices", "Invoices", "invoices");

    Refund(AfterSales afterSales) {
        super(
                new ServiceName("refund", "refunds", "accounting", 10),
                new ButtonName("credit-notes", "Credit Notes", "credit-notes"),
                afterSales);
    }

    @POST
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(operationId = "requestRefund", summary = "Ask for a refund of an invoice")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; the action still runs",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Finished while the caller waited",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    public Uni<Response> request(@BeanParam Ask ask, @Valid @NotNull RefundRequest request) {
        return ask(ask, request);
    }

    @Override
    protected Instruction<ReverseInvoice> instruction(RefundRequest request, Commission commission) {
        return new Instruction<>(ReverseInvoice.TYPE, request.invoiceId(), ReverseInvoice.of(request, commission));
    }

    @Override
    protected void listen(Outcomes outcomes) {
        outcomes.success(CreditNote.DRAFTED, this::drafted);
        outcomes.success(CreditNote.POSTED, this::posted);
        outcomes.rejection(INVOICE_REVERSAL_REJECTED);
        outcomes.later(CreditNote.CANCELLED, this::cancelled);
        outcomes.incident(CreditNote.POSTING_REFUSED, this::postingRefused);
        outcomes.later(Invoice.POSTED, this::corrected);
        outcomes.later(Invoice.CANCELLED, this::corrected);
        outcomes.fact(Invoice.POSTED, invoice -> new Fact(invoice.customerId(), POSTED_INVOICE.name()));
    }

    @Override
    protected String wording(RefundRequest request) {
        String how = request.method() == null
                ? "a refund"
                : switch (request.method()) {
                    case PARTIAL -> "a partial refund";
                    case FULL -> "a full refund";
                    case FULL_AND_NEW_DRAFT -> "a full refund with a new draft invoice";
                };
        return "Asked for " + how + (request.reason() == null ? "" : ": " + request.reason());
    }

    @Override
    protected Optional<Fact.Needed> needs(Ticket ticket) {
        return Optional.of(POSTED_INVOICE);
    }

    @Override
    protected Map<String, Object> defaults(Ticket ticket) {
        return ticket.customer()
                .map(Customer::id)
                .<Map<String, Object>>map(
                        customerId -> Map.of("invoices", "/api/v1/invoices?companyOf=" + customerId + "&state=posted"))
                .orElse(Map.of());
    }

    @Override
    protected boolean isConflict(String rejectionCode) {
        return CONFLICTS.contains(rejectionCode);
    }

    /** A full refund stays a draft if its date lies ahead or it is above the agent's limit: whoever asked is told. */
    private News drafted(CreditNote note) {
        List<Warning> warnings = new ArrayList<>();
        if (Boolean.TRUE.equals(note.postsItself())) {
            warnings.add(new Warning("posts-itself", "it posts itself on " + note.date()));
        }
        if (Boolean.TRUE.equals(note.awaitsAccountant())) {
            warnings.add(
                    new Warning("awaits-accountant", "it is above the agent's limit, so an accountant confirms it"));
        }
        StringBuilder text = new StringBuilder("Draft credit note for " + note.invoiceNumber() + ", " + amount(note));
        warnings.forEach(warning -> text.append("; ").append(warning.detail()));
        News news = news(text.toString(), note);
        for (Warning warning : warnings) {
            news = news.with(warning);
        }
        return news;
    }

    private News postingRefused(CreditNote note) {
        return news(
                "The credit note for " + note.invoiceNumber() + " did not post itself on " + note.date()
                        + " and stays a draft: " + note.refusal().detail(),
                note);
    }

    private News posted(CreditNote note) {
        News news = postedAlone(note);
        if (note.newInvoice() == null) {
            return news;
        }
        UUID newInvoice = note.newInvoice().invoiceId();
        return news.with(newInvoice, Document.linked("invoice", null, "draft", INVOICES.href(newInvoice), Map.of()));
    }

    /** A payment that is set free is never let go silently. */
    private News postedAlone(CreditNote note) {
        String posted = "Credit note " + note.number() + " for " + note.invoiceNumber() + " posted, " + amount(note);
        if (note.releasedPayments() == null) {
            return news(posted + by(note.changedBy()), note);
        }
        String released = "payments of " + text(note.releasedPayments()) + " were released";
        return news(posted + "; " + released + by(note.changedBy()), note)
                .with(new Warning("payments-released", "Of " + note.invoiceNumber() + ", " + released));
    }

    private News cancelled(CreditNote note) {
        return news("Draft credit note for " + note.invoiceNumber() + " cancelled" + by(note.changedBy()), note);
    }

    /** A draft shows in the chatter only; the button appears with the first credit note that is posted. */
    private News news(String text, CreditNote note) {
        Map<String, Object> facts = Map.of("amount", note.total(), "invoiceNumber", note.invoiceNumber());
        String href = button().href(note.creditNoteId());
        Document document = note.isPosted()
                ? Document.onButton("credit-note", note.number(), note.state(), href, facts)
                : Document.linked("credit-note", note.number(), note.state(), href, facts);
        return News.of(text, note.creditNoteId(), document);
    }

    /** What became of the new draft invoice of a full refund. */
    private News corrected(Invoice invoice) {
        String name = invoice.number() == null ? "New draft invoice" : "New invoice " + invoice.number();
        Document document = Document.linked(
                "invoice", invoice.number(), invoice.state(), INVOICES.href(invoice.invoiceId()), Map.of());
        return News.of(name + " " + invoice.state(), invoice.invoiceId(), document);
    }

    private static String amount(CreditNote note) {
        return text(note.total());
    }

    private static String text(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }

    private static String by(Requester somebody) {
        return somebody == null ? "" : " by " + somebody.name();
    }
}
