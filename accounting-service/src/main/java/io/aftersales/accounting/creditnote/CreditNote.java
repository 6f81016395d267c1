package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.creditnote.CreditNoteLine.Price;
import io.aftersales.accounting.customer.Customer;
import io.aftersales.accounting.invoice.Invoice;
import io.aftersales.accounting.invoice.InvoiceLine;
import io.aftersales.accounting.invoice.LineRemainder;
import io.aftersales.accounting.invoice.OutstandingCredit;
import io.aftersales.accounting.invoice.Settlement;
import io.aftersales.accounting.ledger.Account;
import io.aftersales.accounting.ledger.JournalEntry;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Amounts;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A credit note for one posted invoice. A draft reserves nothing; posting takes from the invoice what the lines say, never more
 * than is left, and sets it against what the invoice has open. Whoever changes one has locked the invoice first, then the note.
 */
@Entity
public class CreditNote extends Aggregate implements OutstandingCredit {

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private CreditNoteState state = CreditNoteState.DRAFT;

    private String number;

    /** How it was asked for; null where the invoice had nothing open. */
    @Enumerated(EnumType.STRING)
    private CreditMethod method;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Invoice invoice;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Customer customer;

    private String reasonCode;

    private String reason;

    @Column(nullable = false)
    private String reference;

    @Column(nullable = false)
    private LocalDate date;

    @Column(nullable = false)
    private boolean postsItself;

    @Column(nullable = false)
    private boolean awaitsAccountant;

    @Column(nullable = false)
    private String currency;

    @Column(nullable = false)
    private BigDecimal net;

    @Column(nullable = false)
    private BigDecimal tax;

    @Column(nullable = false)
    private BigDecimal total;

    @Column(nullable = false)
    private BigDecimal residual = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal releasedPayments = BigDecimal.ZERO;

    @ManyToOne(fetch = FetchType.LAZY)
    private Invoice newInvoice;

    private UUID ticketId;

    private UUID actionId;

    @Embedded
    @EmbeddedColumnNaming("created_%s")
    private Stamp created;

    @Embedded
    @EmbeddedColumnNaming("edited_%s")
    private Stamp edited;

    @Embedded
    @EmbeddedColumnNaming("confirmed_%s")
    private Stamp confirmed;

    @Embedded
    @EmbeddedColumnNaming("cancelled_%s")
    private Stamp cancelled;

    @OneToMany(mappedBy = "creditNote", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("position")
    private List<CreditNoteLine> lines = new ArrayList<>();

    protected CreditNote() {}

    private CreditNote(Invoice invoice, Origin origin, CreditNoteTerms terms, LocalDate today) {
        this.invoice = invoice;
        this.customer = invoice.customer();
        this.currency = invoice.currency();
        this.ticketId = origin.ticketId();
        this.actionId = origin.actionId();
        this.method = origin.method();
        this.created = origin.by();
        setTerms(terms, today);
    }

    /**
     * Where a credit note comes from.
     *
     * @param method how the refund was asked for; null for that of an invoice with nothing open
     */
    public record Origin(UUID ticketId, UUID actionId, CreditMethod method, Stamp by) {}

    /**
     * What posting a credit note did beside it, all of it to be stored with it.
     *
     * @param settlements what settled the invoice, or settles it no more
     */
    public record Posting(JournalEntry entry, List<Settlement> settlements) {}

    /**
     * A draft of the chosen lines, or of all that is left. The invoice stays as it is. If its date lies ahead, it posts itself
     * on that day.
     *
     * @param choices null for all that is left
     * @throws RuleBroken when nothing is left of the invoice, or the choices are not within what is left
     */
    static CreditNote draft(
            Invoice invoice, Origin origin, CreditNoteTerms terms, List<LineChoice> choices, LocalDate today) {
        invoice.refuseUnlessCreditable();
        CreditNote note = new CreditNote(invoice, origin, terms, today);
        Map<InvoiceLine, Price> prices = choices == null ? allLeft(invoice) : chosen(invoice, choices);
        prices.forEach((line, price) -> note.lines.add(new CreditNoteLine(note, line, price)));
        note.sumUp();
        return note;
    }

    /**
     * Changes the draft. Lines that leave something of the invoice make a full credit a partial one: it releases no payments and
     * makes no new draft. Lines that take all that is left keep it a full one, though that may be less than when it was asked
     * for: other credit notes were posted meanwhile, which stops it from being posted until somebody has agreed to the rest.
     *
     * @throws RuleBroken when it is no draft, or the choices are not within what is left of the invoice
     */
    void edit(CreditNoteTerms terms, List<LineChoice> choices, LocalDate today, Stamp by) {
        refuseUnlessDraft();
        if (!choices.equals(choices())) {
            Map<InvoiceLine, Price> prices = chosen(invoice, choices);
            method = method == null || isAllLeft(prices) ? method : CreditMethod.PARTIAL;
            lines.removeIf(line -> !prices.containsKey(line.invoiceLine()));
            lines.forEach(line -> line.write(prices.remove(line.invoiceLine())));
            prices.forEach((line, price) -> lines.add(new CreditNoteLine(this, line, price)));
            sumUp();
        }
        setTerms(terms, today);
        edited = by;
    }

    /** Says whether the draft is above the limit of whoever wrote it: then an accountant confirms it, and nobody else. */
    void holdForAccountant(boolean aboveLimit) {
        awaitsAccountant = aboveLimit;
    }

    /**
     * Posts the draft and sets it against what the invoice has open; the rest is an outstanding credit. A full credit releases
     * the payments in its way, and makes the new draft invoice if one was asked for. The number is given by
     * {@link #assignNumber} before the note is stored.
     *
     * @throws RuleBroken before anything changed: it is no draft, its date lies ahead, or less is left than it credits
     */
    Posting confirm(LocalDate today, Stamp by) {
        refuseUnlessDraft();
        if (date.isAfter(today)) {
            throw new RuleBroken(AccountingProblem.NOT_YET_DUE, "The credit note is dated " + date);
        }
        Map<CreditNoteLine, LineRemainder.Credit> credits = new LinkedHashMap<>();
        lines.forEach(line -> credits.put(line, line.creditNow()));
        BigDecimal credit = Amounts.sum(credits.values().stream().map(LineRemainder.Credit::amounts))
                .total();
        refuseNegative(credit);
        invoice.refuseCreditAbove(credit);
        return post(credits, credit, by);
    }

    /**
     * Posts the draft by itself on its day.
     *
     * @throws RuleBroken before anything changed, as {@link #confirm} does, and when it awaits an accountant
     */
    Posting postItself(LocalDate today) {
        if (awaitsAccountant) {
            throw new RuleBroken(
                    AccountingProblem.REFUND_LIMIT_EXCEEDED, AccountingProblem.REFUND_LIMIT_EXCEEDED.meaning());
        }
        return confirm(today, Stamp.ofNobody());
    }

    /** Posts a note of all that is left in place of the payments of the invoice, which are released. */
    Posting postInFull(Stamp by) {
        Map<CreditNoteLine, LineRemainder.Credit> credits = new LinkedHashMap<>();
        lines.forEach(line -> credits.put(line, line.invoiceLine().remainder().rest()));
        return post(credits, total, by);
    }

    private Posting post(Map<CreditNoteLine, LineRemainder.Credit> credits, BigDecimal credit, Stamp by) {
        List<Settlement> settlements = new ArrayList<>();
        if (method == CreditMethod.FULL || method == CreditMethod.FULL_AND_NEW_DRAFT) {
            BigDecimal paidBefore = invoice.settledByPayments();
            settlements.addAll(invoice.releasePaymentsFor(credit, by));
            releasedPayments = paidBefore.subtract(invoice.settledByPayments());
        }
        if (method == CreditMethod.FULL_AND_NEW_DRAFT) {
            newInvoice = invoice.duplicate(ticketId, actionId, Stamp.of(created.by()));
        }
        credits.forEach(CreditNoteLine::post);
        sumUp();
        BigDecimal settled = invoice.takeCredit(total);
        leaveDraft(CreditNoteState.POSTED);
        confirmed = by;
        residual = total.subtract(settled);
        if (settled.signum() > 0) {
            settlements.add(Settlement.byCreditNote(id(), invoice, settled, by));
        }
        JournalEntry entry = new JournalEntry(JournalEntry.Kind.CREDIT_NOTE, id(), customer.id(), date, currency)
                .debit(Account.INCOME, net)
                .debit(Account.TAX, tax)
                .credit(Account.RECEIVABLE, total);
        return new Posting(entry, settlements);
    }

    /** Whether the day has come on which the draft posts itself. */
    boolean isDue(LocalDate today) {
        return postsItself && !date.isAfter(today);
    }

    /** It could not post itself: it stays a draft, for a person to deal with. */
    void giveUpPostingItself() {
        postsItself = false;
    }

    @Override
    public void use(BigDecimal used) {
        residual = residualAfter(used);
    }

    @Override
    public Settlement settlementOf(Invoice settled, BigDecimal part, Stamp by) {
        return Settlement.byCreditNote(id(), settled, part, by);
    }

    void assignNumber(String drawn) {
        number = drawn;
    }

    void cancel(Stamp by) {
        refuseUnlessDraft();
        leaveDraft(CreditNoteState.CANCELLED);
        cancelled = by;
    }

    private void leaveDraft(CreditNoteState next) {
        state = next;
        postsItself = false;
        awaitsAccountant = false;
    }

    /** Whether this user asked for the note, and so may edit and confirm it without being an accountant. */
    boolean wasAskedForBy(String sub) {
        return created.sub().equals(sub);
    }

    private static Map<InvoiceLine, Price> allLeft(Invoice invoice) {
        Map<InvoiceLine, Price> prices = new LinkedHashMap<>();
        for (InvoiceLine line : invoice.lines()) {
            LineRemainder left = line.remainder();
            if (!left.isEmpty()) {
                prices.put(line, Price.ofAll(left));
            }
        }
        return prices;
    }

    private boolean isAllLeft(Map<InvoiceLine, Price> prices) {
        return prices.keySet().equals(allLeft(invoice).keySet())
                && prices.entrySet().stream()
                        .allMatch(chosen -> chosen.getValue()
                                .credit()
                                .equals(chosen.getKey().remainder().rest()));
    }

    private static Map<InvoiceLine, Price> chosen(Invoice invoice, List<LineChoice> choices) {
        if (choices.isEmpty()) {
            throw new RuleBroken(AccountingProblem.LINES_REQUIRED, "All lines were dropped");
        }
        Map<UUID, InvoiceLine> byId =
                invoice.lines().stream().collect(Collectors.toMap(InvoiceLine::id, Function.identity()));
        Set<UUID> named = new HashSet<>();
        Map<InvoiceLine, Price> prices = new LinkedHashMap<>();
        for (LineChoice choice : choices) {
            InvoiceLine line = byId.get(choice.invoiceLineId());
            if (line == null) {
                throw new RuleBroken(
                        AccountingProblem.UNKNOWN_INVOICE_LINE,
                        invoice.number() + " has no line " + choice.invoiceLineId());
            }
            if (!named.add(line.id())) {
                throw new RuleBroken(AccountingProblem.DUPLICATE_INVOICE_LINE, "Line " + line.id() + " is named twice");
            }
            prices.put(line, Price.of(line.remainder(), choice));
        }
        BigDecimal credit = Amounts.sum(
                        prices.values().stream().map(price -> price.credit().amounts()))
                .total();
        refuseNegative(credit);
        invoice.refuseCreditAbove(credit);
        return prices;
    }

    private static void refuseNegative(BigDecimal credit) {
        if (credit.signum() < 0) {
            throw new RuleBroken(
                    AccountingProblem.NEGATIVE_TOTAL, "The chosen lines add up to less than nothing: " + credit);
        }
    }

    /** @throws RuleBroken when the note is posted or cancelled */
    void refuseUnlessDraft() {
        if (state == CreditNoteState.POSTED) {
            throw new RuleBroken(AccountingProblem.POSTED_IS_IMMUTABLE, number + " is posted and never changes");
        }
        if (state == CreditNoteState.CANCELLED) {
            throw new RuleBroken(AccountingProblem.DOCUMENT_CANCELLED, "The credit note was cancelled");
        }
    }

    private void setTerms(CreditNoteTerms terms, LocalDate today) {
        if (!terms.date().equals(date)) {
            postsItself = terms.date().isAfter(today);
        }
        reasonCode = terms.reasonCode();
        reason = terms.reason();
        date = terms.date();
        reference = "Reversal of: " + invoice.number() + (reason == null ? "" : ", " + reason);
    }

    private void sumUp() {
        Amounts sum = Amounts.sum(lines.stream().map(CreditNoteLine::amounts));
        net = sum.net();
        tax = sum.tax();
        total = sum.total();
    }

    /** The lines as a user would choose them. */
    List<LineChoice> choices() {
        return lines.stream().map(CreditNoteLine::choice).toList();
    }

    CreditNoteTerms terms() {
        return new CreditNoteTerms(reasonCode, reason, date);
    }

    public CreditNoteState state() {
        return state;
    }

    public String number() {
        return number;
    }

    @Override
    public Kind kind() {
        return Kind.CREDIT_NOTE;
    }

    @Override
    public String journalReference() {
        return number;
    }

    public Invoice invoice() {
        return invoice;
    }

    @Override
    public Customer customer() {
        return customer;
    }

    public CreditMethod method() {
        return method;
    }

    /** Whether the draft will be posted on its date without anybody doing so. */
    public boolean postsItself() {
        return postsItself;
    }

    /** Whether the draft is above the limit of the agent who wrote it. */
    public boolean awaitsAccountant() {
        return awaitsAccountant;
    }

    public String reasonCode() {
        return reasonCode;
    }

    public String reason() {
        return reason;
    }

    public String reference() {
        return reference;
    }

    /** The accounting date, which is the due date too. */
    public LocalDate date() {
        return date;
    }

    @Override
    public String currency() {
        return currency;
    }

    public Amounts amounts() {
        return new Amounts(net, tax);
    }

    public BigDecimal total() {
        return total;
    }

    /** What of a posted note settles nothing yet. */
    @Override
    public BigDecimal residual() {
        return residual;
    }

    /** Payments of the invoice that the note set free. */
    public BigDecimal releasedPayments() {
        return releasedPayments;
    }

    /** The corrected draft invoice, or null. */
    public Invoice newInvoice() {
        return newInvoice;
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

    public Stamp edited() {
        return edited;
    }

    public Stamp confirmed() {
        return confirmed;
    }

    public Stamp cancelled() {
        return cancelled;
    }

    /** Who brought the note into the state that it is in, or edited it last. */
    public Stamp lastChange() {
        if (state == CreditNoteState.POSTED) {
            return confirmed;
        }
        if (state == CreditNoteState.CANCELLED) {
            return cancelled;
        }
        return edited == null ? created : edited;
    }

    public List<CreditNoteLine> lines() {
        return lines;
    }
}
