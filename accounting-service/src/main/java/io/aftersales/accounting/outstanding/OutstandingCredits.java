package io.aftersales.accounting.outstanding;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.amount.RequestedAmount;
import io.aftersales.accounting.company.Company;
import io.aftersales.accounting.creditnote.CreditNote;
import io.aftersales.accounting.creditnote.CreditNoteEvent;
import io.aftersales.accounting.creditnote.CreditNotes;
import io.aftersales.accounting.invoice.Invoice;
import io.aftersales.accounting.invoice.InvoiceEvent;
import io.aftersales.accounting.invoice.Invoices;
import io.aftersales.accounting.invoice.OutstandingCredit;
import io.aftersales.accounting.invoice.Payments;
import io.aftersales.accounting.invoice.Payout;
import io.aftersales.accounting.invoice.Settlement;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * How outstanding credits are used. Locks come in the service's order: the invoice that is to be settled, then the credit note
 * or the payment, whose row guards its residual.
 */
@ApplicationScoped
class OutstandingCredits {

    private final Invoices invoices;
    private final CreditNotes creditNotes;
    private final Payments payments;
    private final Company company;

    OutstandingCredits(Invoices invoices, CreditNotes creditNotes, Payments payments, Company company) {
        this.invoices = invoices;
        this.creditNotes = creditNotes;
        this.payments = payments;
        this.company = company;
    }

    /**
     * Sets a credit against an invoice of the same company.
     *
     * @throws RuleBroken 404 for no credit, {@code unknown-invoice}, {@code invoice-not-posted}, {@code foreign-invoice},
     *     {@code currency-mismatch}, and for more than is left or open
     */
    Uni<AllocationView> allocate(UUID creditId, AllocationRequest request, Stamp by, Work work) {
        return invoices.lockAll(List.of(request.invoiceId()))
                .chain(found -> lock(creditId)
                        .chain(credit -> company.today().map(today -> {
                            if (found.isEmpty()) {
                                throw new RuleBroken(
                                        AccountingProblem.UNKNOWN_INVOICE,
                                        "There is no invoice " + request.invoiceId());
                            }
                            return allocate(credit, found.get(0), request, today, by, work);
                        })));
    }

    private static AllocationView allocate(
            OutstandingCredit credit,
            Invoice invoice,
            AllocationRequest request,
            LocalDate today,
            Stamp by,
            Work work) {
        invoice.refuseUnlessPosted();
        if (!invoice.customer().companyId().equals(credit.customer().companyId())) {
            throw new RuleBroken(
                    AccountingProblem.FOREIGN_INVOICE,
                    invoice.number() + " belongs to another company than " + credit.journalReference());
        }
        if (!invoice.currency().equals(credit.currency())) {
            throw new RuleBroken(AccountingProblem.CURRENCY_MISMATCH, "The invoice is in " + invoice.currency());
        }
        BigDecimal amount = request.amount() == null
                ? credit.residual().min(invoice.residual())
                : RequestedAmount.of("amount", request.amount(), credit.currency());
        Settlement settlement = invoice.settleBy(credit, amount, by);
        work.persist(settlement);
        settlement.transferFrom(credit.customer(), today).ifPresent(work::persist);
        work.publish(invoice, InvoiceEvent.PAYMENT_STATE_CHANGED, () -> InvoiceEvent.of(invoice));
        tellResidual(credit, by, work);
        return AllocationView.of(settlement, credit);
    }

    /**
     * Pays some of a credit out.
     *
     * @throws RuleBroken 404 for no credit, {@code currency-mismatch}, {@code exceeds-outstanding-credit}
     */
    Uni<PayoutView> payOut(UUID creditId, PayoutRequest request, Stamp by, Work work) {
        return lock(creditId)
                .chain(credit -> company.today().map(today -> {
                    BigDecimal amount = RequestedAmount.of("amount", request.amount(), credit.currency());
                    LocalDate date = request.date() == null ? today : request.date();
                    Payout payout = Payout.of(credit, amount, date, request.reference(), by);
                    work.persist(payout);
                    work.persist(payout.journalEntry(credit.journalReference()));
                    tellResidual(credit, by, work);
                    return PayoutView.of(payout, credit);
                }));
    }

    private Uni<OutstandingCredit> lock(UUID id) {
        return creditNotes
                .lockPosted(id)
                .<OutstandingCredit>map(note -> note)
                .onItem()
                .ifNull()
                .switchTo(() -> payments.lock(id).map(payment -> payment))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("outstanding credit", id));
    }

    /** A payment has no events of its own; its residual is no part of its invoice's public state. */
    private static void tellResidual(OutstandingCredit credit, Stamp by, Work work) {
        if (credit instanceof CreditNote note) {
            work.publish(note, CreditNoteEvent.RESIDUAL_CHANGED, () -> CreditNoteEvent.of(note, by.by()));
        }
    }
}
