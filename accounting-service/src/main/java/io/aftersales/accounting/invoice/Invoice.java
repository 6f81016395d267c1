package io.aftersales.accounting.invoice;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.customer.Customer;
import io.aftersales.accounting.ledger.Account;
import io.aftersales.accounting.ledger.JournalEntry;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Amounts;
import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import org.hibernate.annotations.EmbeddedColumnNaming;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An invoice: edited while draft, then posted or cancelled. A posted one never changes; only what settles it does, and what
 * credit notes took of it. Whoever changes one has locked its row.
 */
@Entity
public class Invoice extends Aggregate {

    /** More lines than this no invoice has: its events must fit into a message. */
    public static final int MOST_LINES = 500;

    /** Bytes that all lines may take in an event: a message holds 256 KiB, and a credit note says its reason twice. */
    private static final int HEAVIEST = 248_000;

    private static final BigDecimal MOST = BigDecimal.valueOf(999_999_999_999L);

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private InvoiceState state = InvoiceState.DRAFT;

    private String number;

    @ManyToOne(fetch = FetchType.LAZY)
    private Customer customer;

    private LocalDate date;

    private LocalDate dueDate;

    @Column(nullable = false)
    private String currency;

    @Column(nullable = false)
    private BigDecimal net = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal tax = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal total = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal settledByPayments = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal settledByCredits = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal residual = BigDecimal.ZERO;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private PaymentState paymentState = PaymentState.NOT_PAID;

    @Column(nullable = false)
    private BigDecimal creditedTotal = BigDecimal.ZERO;

    @Embedded
    @EmbeddedColumnNaming("customer_%s")
    private BillTo billTo;

    private String externalReference;

    private String origin;

    private String notes;

    private UUID duplicateOf;

    private UUID ticketId;

    private UUID actionId;

    @Embedded
    @EmbeddedColumnNaming("created_%s")
    private Stamp created;

    @Embedded
    @EmbeddedColumnNaming("posted_%s")
    private Stamp posted;

    @Embedded
    @EmbeddedColumnNaming("cancelled_%s")
    private Stamp cancelled;

    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("position")
    private List<InvoiceLine> lines = new ArrayList<>();

    @OneToMany(mappedBy = "invoice")
    @OrderBy("settled.at, id")
    private List<Settlement> settlements = new ArrayList<>();

    protected Invoice() {}

    /** A draft without lines, in a currency that stays. */
    Invoice(String currency, Stamp by) {
        this.currency = currency;
        this.created = by;
    }

    /**
     * Writes the head of the draft anew.
     *
     * @throws RuleBroken when the invoice is no draft any more
     */
    void write(Customer newCustomer, LocalDate newDate, LocalDate newDueDate, String newExternalReference) {
        refuseUnlessDraft();
        customer = newCustomer;
        date = newDate;
        dueDate = newDueDate;
        externalReference = newExternalReference;
    }

    /**
     * Replaces all lines of the draft.
     *
     * @throws RuleBroken when the invoice is no draft any more, or the lines are too much for one invoice
     */
    void write(List<PricedLine> newLines) {
        refuseUnlessDraft();
        if (newLines.stream().mapToInt(PricedLine::weight).sum() > HEAVIEST) {
            throw new RuleBroken(
                    AccountingProblem.DOCUMENT_TOO_LARGE,
                    "All lines together would take more than " + HEAVIEST + " bytes in a message");
        }
        lines.clear();
        newLines.forEach(line -> lines.add(new InvoiceLine(this, lines.size() + 1, line)));
        Amounts sum = Amounts.sum(lines.stream().map(InvoiceLine::amounts));
        net = sum.net();
        tax = sum.tax();
        total = sum.total();
        if (total.abs().compareTo(MOST) > 0) {
            throw RuleBroken.invalid("lines", "must not add up to more than " + MOST);
        }
    }

    /**
     * Which document of another service an invoice is for.
     *
     * @param number of the document
     * @param notes for the customer; null for none
     */
    public record Origin(String number, UUID ticketId, UUID actionId, String notes) {}

    /** A draft for a document of another service, priced as it was quoted there. */
    public static Invoice ofOrigin(Origin from, Customer customer, String currency, List<PricedLine> lines, Stamp by) {
        Invoice draft = new Invoice(currency, by);
        draft.write(customer, null, null, null);
        draft.write(lines);
        draft.origin = from.number();
        draft.notes = from.notes();
        draft.ticketId = from.ticketId();
        draft.actionId = from.actionId();
        return draft;
    }

    /** A new draft with the same customer and lines, to be corrected: without number, dates, payments or references. */
    public Invoice duplicate(UUID forTicket, UUID forAction, Stamp by) {
        Invoice draft = new Invoice(currency, by);
        draft.write(customer, null, null, null);
        draft.write(lines.stream().map(InvoiceLine::copy).toList());
        draft.duplicateOf = id();
        draft.ticketId = forTicket;
        draft.actionId = forAction;
        return draft;
    }

    /**
     * Posts the draft; a missing date becomes today. The number is given by {@link #assignNumber} before the invoice is
     * stored.
     *
     * @throws RuleBroken when the invoice is no draft, or has no customer, no lines or a negative total
     */
    JournalEntry post(LocalDate today, Stamp by) {
        refuseUnlessDraft();
        if (customer == null) {
            throw new RuleBroken(AccountingProblem.CUSTOMER_REQUIRED, "The invoice has no customer");
        }
        if (lines.isEmpty()) {
            throw new RuleBroken(AccountingProblem.LINES_REQUIRED, "The invoice has no lines");
        }
        if (total.signum() < 0) {
            throw new RuleBroken(AccountingProblem.NEGATIVE_TOTAL, "The invoice's total is " + plain(total));
        }
        state = InvoiceState.POSTED;
        posted = by;
        billTo = BillTo.of(customer);
        date = date == null ? today : date;
        dueDate = dueDate == null ? date : dueDate;
        settle(BigDecimal.ZERO, BigDecimal.ZERO);
        return new JournalEntry(JournalEntry.Kind.INVOICE, id(), customer.id(), date, currency)
                .debit(Account.RECEIVABLE, total)
                .credit(Account.INCOME, net)
                .credit(Account.TAX, tax);
    }

    void assignNumber(String drawn) {
        number = drawn;
    }

    /** @throws RuleBroken when the invoice is no draft any more */
    public void cancel(Stamp by) {
        refuseUnlessDraft();
        state = InvoiceState.CANCELLED;
        cancelled = by;
    }

    /**
     * Takes money received.
     *
     * @throws RuleBroken when the invoice is not posted, less than that is open, or it is no amount in the invoice's currency
     */
    Payment pay(PaymentRequest request, LocalDate today, Stamp by) {
        refuseUnlessPosted();
        BigDecimal amount = request.amountIn(currency);
        if (amount.compareTo(residual) > 0) {
            throw new RuleBroken(
                    AccountingProblem.PAYMENT_EXCEEDS_RESIDUAL, "Only " + plain(residual) + " of the invoice is open");
        }
        settle(settledByPayments.add(amount), settledByCredits);
        return new Payment(this, amount, request.date() == null ? today : request.date(), request.reference(), by);
    }

    /** @throws RuleBroken when the invoice is not posted, or credit notes have taken all of it */
    public void refuseUnlessCreditable() {
        refuseUnlessPosted();
        if (lines.stream().allMatch(line -> line.remainder().isEmpty())) {
            throw new RuleBroken(
                    AccountingProblem.NOTHING_LEFT_TO_CREDIT, "Credit notes have taken all of " + number + " already");
        }
    }

    /** @throws RuleBroken when credit notes together would be more than the invoice */
    public void refuseCreditAbove(BigDecimal credit) {
        if (creditedTotal.add(credit).compareTo(total) > 0) {
            throw new RuleBroken(
                    AccountingProblem.CREDIT_EXCEEDS_INVOICE,
                    "Only %s of %s is left to credit".formatted(plain(total.subtract(creditedTotal)), number));
        }
    }

    /**
     * Releases the payments that a credit takes the place of, the latest first; what is released settles nothing from then
     * on. The settlements must have been fetched, and their payments locked.
     *
     * @return what takes the settlements back, to be stored; empty when no payment is in the way
     */
    public List<Settlement> releasePaymentsFor(BigDecimal credit, Stamp by) {
        BigDecimal excess = settledByPayments.add(settledByCredits).add(credit).subtract(total);
        BigDecimal toRelease = excess.min(settledByPayments);
        if (toRelease.signum() <= 0) {
            return List.of();
        }
        settle(settledByPayments.subtract(toRelease), settledByCredits);

        Map<Payment, BigDecimal> settledBy = new LinkedHashMap<>();
        for (Settlement settlement : settlements) {
            if (settlement.payment() != null) {
                settledBy.merge(settlement.payment(), settlement.amount(), BigDecimal::add);
            }
        }
        List<Map.Entry<Payment, BigDecimal>> latestFirst = new ArrayList<>(settledBy.entrySet());
        latestFirst.sort(Comparator.comparing(entry -> entry.getKey().id(), Comparator.reverseOrder()));
        List<Settlement> released = new ArrayList<>();
        for (Map.Entry<Payment, BigDecimal> settled : latestFirst) {
            BigDecimal part = settled.getValue().min(toRelease);
            if (part.signum() > 0) {
                settled.getKey().release(part);
                released.add(Settlement.by(settled.getKey(), this, part.negate(), by));
                toRelease = toRelease.subtract(part);
            }
        }
        return released;
    }

    /**
     * Takes a credit note that is being posted, whose lines were taken already: as much of it as is open settles the
     * invoice.
     *
     * @return the amount that did
     */
    public BigDecimal takeCredit(BigDecimal credit) {
        creditedTotal = creditedTotal.add(credit);
        BigDecimal settled = credit.min(residual);
        settle(settledByPayments, settledByCredits.add(settled));
        return settled;
    }

    /**
     * Lets an outstanding credit settle some of what is open.
     *
     * @throws RuleBroken before anything changed: the invoice is not posted, or less than that is open or left
     */
    public Settlement settleBy(OutstandingCredit credit, BigDecimal amount, Stamp by) {
        refuseUnlessPosted();
        if (amount.compareTo(residual) > 0 || residual.signum() == 0) {
            throw new RuleBroken(
                    AccountingProblem.ALLOCATION_EXCEEDS_RESIDUAL,
                    "Only %s of %s is open".formatted(plain(residual), number));
        }
        credit.use(amount);
        Settlement settlement = credit.settlementOf(this, amount, by);
        if (credit.kind() == OutstandingCredit.Kind.PAYMENT) {
            settle(settledByPayments.add(amount), settledByCredits);
        } else {
            settle(settledByPayments, settledByCredits.add(amount));
        }
        return settlement;
    }

    /** @throws RuleBroken when the invoice is posted or cancelled */
    void refuseUnlessDraft() {
        if (state == InvoiceState.POSTED) {
            throw new RuleBroken(AccountingProblem.POSTED_IS_IMMUTABLE, number + " is posted and never changes");
        }
        if (state == InvoiceState.CANCELLED) {
            throw new RuleBroken(AccountingProblem.DOCUMENT_CANCELLED, "The invoice was cancelled");
        }
    }

    /** @throws RuleBroken when the invoice is a draft or cancelled */
    public void refuseUnlessPosted() {
        if (state != InvoiceState.POSTED) {
            throw new RuleBroken(
                    AccountingProblem.INVOICE_NOT_POSTED,
                    "The invoice is " + (state == InvoiceState.DRAFT ? "a draft" : "cancelled"));
        }
    }

    private void settle(BigDecimal byPayments, BigDecimal byCredits) {
        settledByPayments = byPayments;
        settledByCredits = byCredits;
        residual = total.subtract(byPayments).subtract(byCredits);
        paymentState = PaymentState.of(total, byPayments, byCredits);
    }

    private String plain(BigDecimal amount) {
        return Decimals.amount(amount, currency);
    }

    public InvoiceState state() {
        return state;
    }

    public String number() {
        return number;
    }

    /** The customer, or null on a draft that has none yet. */
    public Customer customer() {
        return customer;
    }

    public LocalDate date() {
        return date;
    }

    public LocalDate dueDate() {
        return dueDate;
    }

    public String currency() {
        return currency;
    }

    public Amounts amounts() {
        return new Amounts(net, tax);
    }

    public BigDecimal total() {
        return total;
    }

    /** What is still open of a posted invoice; zero for all others. */
    public BigDecimal residual() {
        return residual;
    }

    public boolean hasSomethingOpen() {
        return residual.signum() > 0;
    }

    /** How much of the total payments settle. */
    public BigDecimal settledByPayments() {
        return settledByPayments;
    }

    public PaymentState paymentState() {
        return paymentState;
    }

    public BillTo billTo() {
        return billTo;
    }

    public String externalReference() {
        return externalReference;
    }

    public String origin() {
        return origin;
    }

    /** For the customer, printed on the invoice; null for none. */
    public String notes() {
        return notes;
    }

    public UUID duplicateOf() {
        return duplicateOf;
    }

    public UUID ticketId() {
        return ticketId;
    }

    public UUID actionId() {
        return actionId;
    }

    public Stamp created() {
        return created;
    }

    public Stamp posted() {
        return posted;
    }

    public Stamp cancelled() {
        return cancelled;
    }

    public List<InvoiceLine> lines() {
        return lines;
    }

    /** What settled it, oldest first; only where it was fetched. */
    public List<Settlement> settlements() {
        return settlements;
    }
}
