package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.company.Company;
import io.aftersales.accounting.invoice.Invoice;
import io.aftersales.accounting.invoice.Invoices;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.inbox.CommandHandler;
import io.aftersales.platform.inbox.CommandValidation;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Credits an invoice for a ticket. Where something is open the method decides: a draft, or all that is left at once; of a paid
 * invoice a draft comes out. All that may stand against it is found out before anything changes.
 */
@Singleton
class ReverseInvoiceHandler extends CommandHandler<ReverseInvoice> {

    static final MessageType<Rejection> REJECTED = MessageType.of("invoice-reversal-rejected", Rejection.class);

    private final Invoices invoices;
    private final Reasons reasons;
    private final Company company;
    private final CreditNotes creditNotes;
    private final CommandValidation validation;

    ReverseInvoiceHandler(
            Invoices invoices,
            Reasons reasons,
            Company company,
            CreditNotes creditNotes,
            CommandValidation validation) {
        super(ReverseInvoice.TYPE, REJECTED);
        this.invoices = invoices;
        this.reasons = reasons;
        this.company = company;
        this.creditNotes = creditNotes;
        this.validation = validation;
    }

    @Override
    public Uni<Void> lock(List<ReverseInvoice> batch, Work work) {
        Set<UUID> ids = batch.stream()
                .map(ReverseInvoice::invoiceId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> codes = batch.stream()
                .map(ReverseInvoice::reasonCode)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return invoices.lockAllToCredit(ids).chain(() -> reasons.load(codes));
    }

    @Override
    protected Uni<Void> execute(Incoming<ReverseInvoice> message, Work work) {
        ReverseInvoice command = message.payload();
        validation.refuseMalformed(command);
        return invoices.find(command.invoiceId())
                .onItem()
                .ifNull()
                .failWith(() ->
                        new RuleBroken(AccountingProblem.UNKNOWN_INVOICE, "There is no invoice " + command.invoiceId()))
                .call(() -> reasons.refuseUnknown(command.reasonCode()))
                .chain(invoice ->
                        company.settings().invoke(settings -> credit(invoice, command, settings.today(), work)))
                .replaceWithVoid();
    }

    private void credit(Invoice invoice, ReverseInvoice command, LocalDate today, Work work) {
        refuseUnlessAllowed(invoice, command);
        LocalDate date = command.date() == null ? today : command.date();
        CreditNoteTerms terms = new CreditNoteTerms(command.reasonCode(), command.reason(), date);
        Stamp by = Stamp.of(command.requestedBy());
        CreditNote.Origin origin = new CreditNote.Origin(command.ticketId(), command.actionId(), by);
        if (command.method() == null || command.method() == CreditMethod.PARTIAL) {
            creditNotes.add(CreditNote.draft(invoice, origin, terms, command.lines()), work);
            return;
        }
        refuseUnlessPostable(command, date, today);
        CreditNote note = CreditNote.draft(invoice, origin, terms, null);
        if (command.method() == CreditMethod.FULL_AND_NEW_DRAFT) {
            note.replaceBy(invoice.duplicate(command.ticketId(), command.actionId(), by));
        }
        creditNotes.addPosted(note, note.postInFull(by), work);
    }

    private static void refuseUnlessAllowed(Invoice invoice, ReverseInvoice command) {
        if (invoice.customer() != null && !invoice.customer().companyId().equals(command.companyId())) {
            throw new RuleBroken(AccountingProblem.FOREIGN_INVOICE, AccountingProblem.FOREIGN_INVOICE.meaning());
        }
        invoice.refuseUnlessCreditable();
        if (invoice.hasSomethingOpen() && command.method() == null) {
            throw new RuleBroken(
                    AccountingProblem.CREDIT_METHOD_REQUIRED,
                    "%s has something open: choose partial, full or full-and-new-draft".formatted(invoice.number()));
        }
        if (!invoice.hasSomethingOpen() && command.method() != null) {
            throw new RuleBroken(
                    AccountingProblem.CREDIT_METHOD_UNAVAILABLE,
                    "%s has nothing open: ask without a method, for a draft".formatted(invoice.number()));
        }
    }

    private static void refuseUnlessPostable(ReverseInvoice command, LocalDate date, LocalDate today) {
        if (command.lines() != null) {
            throw new RuleBroken(AccountingProblem.LINES_NEED_A_DRAFT, AccountingProblem.LINES_NEED_A_DRAFT.meaning());
        }
        if (date.isAfter(today)) {
            throw new RuleBroken(AccountingProblem.NOT_YET_DUE, "The credit note would be dated " + date);
        }
    }
}
