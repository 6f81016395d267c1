package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.company.Company;
import io.aftersales.accounting.invoice.Invoice;
import io.aftersales.accounting.invoice.Invoices;
import io.aftersales.accounting.refundpolicy.RefundPolicies;
import io.aftersales.accounting.refundpolicy.RefundPolicy;
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
 * invoice a draft comes out. A date that lies ahead and the agent's limit make a draft of a full credit too. All that may stand
 * against it is found out before anything changes.
 */
@Singleton
class ReverseInvoiceHandler extends CommandHandler<ReverseInvoice> {

    static final MessageType<Rejection> REJECTED = MessageType.of("invoice-reversal-rejected", Rejection.class);

    private final Invoices invoices;
    private final Reasons reasons;
    private final RefundPolicies policies;
    private final Company company;
    private final CreditNotes creditNotes;
    private final CommandValidation validation;

    ReverseInvoiceHandler(
            Invoices invoices,
            Reasons reasons,
            RefundPolicies policies,
            Company company,
            CreditNotes creditNotes,
            CommandValidation validation) {
        super(ReverseInvoice.TYPE, REJECTED);
        this.invoices = invoices;
        this.reasons = reasons;
        this.policies = policies;
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
        return invoices.lockAllToCredit(ids)
                .chain(() -> reasons.load(codes))
                .chain(policies::current)
                .replaceWithVoid();
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
                .chain(invoice -> policies.current()
                        .chain(policy ->
                                company.today().invoke(today -> credit(invoice, command, policy, today, work))))
                .replaceWithVoid();
    }

    private void credit(Invoice invoice, ReverseInvoice command, RefundPolicy policy, LocalDate today, Work work) {
        refuseUnlessAllowed(invoice, command);
        LocalDate date = command.date() == null ? today : command.date();
        CreditNoteTerms terms = new CreditNoteTerms(command.reasonCode(), command.reason(), date);
        Stamp by = Stamp.of(command.requestedBy());
        CreditNote.Origin origin = new CreditNote.Origin(command.ticketId(), command.actionId(), command.method(), by);
        CreditNote note = CreditNote.draft(invoice, origin, terms, command.lines(), today);
        note.holdForAccountant(!policy.allows(by.sub(), note.total(), note.currency()));
        if (isFull(command) && !date.isAfter(today) && !note.awaitsAccountant()) {
            creditNotes.addPosted(note, note.postInFull(by), work);
        } else {
            creditNotes.add(note, work);
        }
    }

    private static boolean isFull(ReverseInvoice command) {
        return command.method() == CreditMethod.FULL || command.method() == CreditMethod.FULL_AND_NEW_DRAFT;
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
        if (isFull(command) && command.lines() != null) {
            throw new RuleBroken(AccountingProblem.LINES_NEED_A_DRAFT, AccountingProblem.LINES_NEED_A_DRAFT.meaning());
        }
    }
}
