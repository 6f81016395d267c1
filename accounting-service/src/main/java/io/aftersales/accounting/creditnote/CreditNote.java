package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.amount.Amounts;
import io.aftersales.accounting.creditnote.CreditNoteLine.Price;
import io.aftersales.accounting.customer.Customer;
import io.aftersales.accounting.invoice.Invoice;
import io.aftersales.accounting.invoice.InvoiceLine;
import io.aftersales.accounting.invoice.LineRemainder;
import io.aftersales.accounting.invoice.Settlement;
import io.aftersales.accounting.ledger.Account;
import io.aftersales.accounting.ledger.JournalEntry;
import io.aftersales.platform.history.Stamp;
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
import org.hibernate.annotations.DynamicUpdate;
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
@DynamicUpdate
public class CreditNote extends Aggregate {

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private CreditNoteState state = CreditNoteState.DRAFT;

    private String number;

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

    private CreditNote(Invoice invoice, Origin origin, CreditNoteTerms terms, Map<InvoiceLine, Price> prices) {
        this.invoice = invoice;
        this.customer = invoice.customer();
        this.currency = invoice.currency();
        this.ticketId = origin.ticketId();
        this.actionId = origin.actionId();
        this.created = origin.by();
        setTerms(terms);
        prices.forEach((line, price) -> lines.add(new CreditNoteLine(this, line, price)));
        sumUp();
    }

    /** Where a credit note comes from. */
    public record Origin(UUID ticketId, UUID actionId, Stamp by) {}

    /**
     * What posting a credit note did beside it, all of it to be stored with it.
     *
     * @param settlements what settled the invoice, or settles it no more
     */
    public record Posting(JournalEntry entry, List<Settlement> settlements) {}

    /**
     * A draft of the chosen lines, or of all that is left. The invoice stays as it is.
     *
     * @param choices null for all that is left
     * @throws RuleBroken when nothing is left of the invoice, or the choices are not within what is left
     */
    static CreditNote draft(Invoice invoice, Origin origin, CreditNoteTerms terms, List<LineChoice> choices) {
        invoice.refuseUnlessCreditable();
        return new CreditNote(invoice, origin, terms, choices == null ? allLeft(invoice) : chosen(invoice, choices));
    }

    /**
     * Changes the draft.
     *
     * @throws RuleBroken when it is no draft, or the choices are not within what is left of the invoice
     */
    void edit(CreditNoteTerms terms, List<LineChoice> choices, Stamp by) {
        refuseUnlessDraft();
        if (!choices.equals(choices())) {
            Map<InvoiceLine, Price> prices = chosen(invoice, choices);
            lines.removeIf(line -> !prices.containsKey(line.invoiceLine()));
            lines.forEach(line -> line.write(prices.remove(line.invoiceLine())));
            prices.forEach((line, price) -> lines.add(new CreditNoteLine(this, line, price)));
            sumUp();
        }
        setTerms(terms);
        edited = by;
    }

    /**
     * Posts the draft and sets it against what the invoice has open; the rest is an outstanding credit. The number is given by
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
        return post(credits, List.of(), by);
    }

    /** Posts a note of all that is left in place of the payments of the invoice, which are released. */
    Posting postInFull(Stamp by) {
        Map<CreditNoteLine, LineRemainder.Credit> credits = new LinkedHashMap<>();
        lines.forEach(line -> credits.put(line, line.invoiceLine().remainder().rest()));
        BigDecimal paidBefore = invoice.settledByPayments();
        List<Settlement> released = invoice.releasePaymentsFor(total);
        releasedPayments = paidBefore.subtract(invoice.settledByPayments());
        return post(credits, released, by);
    }

    private Posting post(Map<CreditNoteLine, LineRemainder.Credit> credits, List<Settlement> released, Stamp by) {
        credits.forEach(CreditNoteLine::post);
        sumUp();
        BigDecimal settled = invoice.takeCredit(total);
        state = CreditNoteState.POSTED;
        confirmed = by;
        residual = total.subtract(settled);
        List<Settlement> settlements = new ArrayList<>(released);
        if (settled.signum() > 0) {
            settlements.add(invoice.settlementBy(id(), settled));
        }
        JournalEntry entry = new JournalEntry(JournalEntry.Kind.CREDIT_NOTE, id(), customer.id(), date, currency)
                .debit(Account.INCOME, net)
                .debit(Account.TAX, tax)
                .credit(Account.RECEIVABLE, total);
        return new Posting(entry, settlements);
    }

    void assignNumber(String drawn) {
        number = drawn;
    }

    /** Remembers the corrected draft that takes the place of the credited invoice. */
    void replaceBy(Invoice draft) {
        newInvoice = draft;
    }

    void cancel(Stamp by) {
        refuseUnlessDraft();
        state = CreditNoteState.CANCELLED;
        cancelled = by;
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

    private void setTerms(CreditNoteTerms terms) {
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

    public Invoice invoice() {
        return invoice;
    }

    public Customer customer() {
        return customer;
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
