package io.aftersales.repair.order;

import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.money.Amounts;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.work.Aggregate;
import io.aftersales.repair.RepairProblem;
import io.aftersales.repair.reference.Customer;
import io.aftersales.repair.reference.Product;
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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A repair: written as a draft, confirmed, begun, and repaired or cancelled. It knows how far its invoice and the moves of its
 * parts have come; what it says to accounting and inventory about them is told by {@link RepairSaga}. Whoever changes an order
 * has locked its row.
 */
@Entity
public class RepairOrder extends Aggregate {

    /** More lines than this, parts and operations together, no order has. */
    static final int MOST_LINES = 100;

    private static final BigDecimal MOST = BigDecimal.valueOf(999_999_999_999L);

    /** From the moment that the invoice is asked for, lines are fixed. */
    private static final Set<InvoiceState> FIXING =
            EnumSet.of(InvoiceState.REQUESTED, InvoiceState.DRAFTED, InvoiceState.POSTED);

    @Column(nullable = false)
    private String number;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private RepairState state = RepairState.DRAFT;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private InvoiceMethod invoiceMethod;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private InvoiceState invoiceState;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Customer customer;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Product product;

    private String serialNumber;

    @Column(nullable = false)
    private BigDecimal quantity;

    @Column(nullable = false)
    private String description;

    private UUID saleOrderId;
    private UUID returnId;

    @Column(nullable = false)
    private boolean underWarranty;

    private String repairNotes;
    private String quotationNotes;
    private String responsibleSub;
    private String responsibleName;
    private LocalDate plannedDate;

    @Column(nullable = false)
    private String currency;

    @Column(nullable = false)
    private BigDecimal net = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal tax = BigDecimal.ZERO;

    @Column(nullable = false)
    private BigDecimal total = BigDecimal.ZERO;

    @Column(nullable = false)
    private int invoiceAttempt;

    private UUID invoiceAskId;
    private UUID invoiceId;
    private String invoiceNumber;

    @Column(nullable = false)
    private long invoiceSequence;

    private String invoiceRefusalCode;
    private String invoiceRefusal;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private PartsState partsState = PartsState.NONE;

    private UUID partsAskId;
    private String partsRefusalCode;
    private String partsRefusal;

    @JdbcTypeCode(SqlTypes.JSON)
    private Shortfall.Those partsShortfall;

    private UUID ticketId;
    private UUID actionId;

    @Embedded
    @EmbeddedColumnNaming("created_%s")
    private Stamp created;

    @Embedded
    @EmbeddedColumnNaming("confirmed_%s")
    private Stamp confirmed;

    @Embedded
    @EmbeddedColumnNaming("started_%s")
    private Stamp started;

    @Embedded
    @EmbeddedColumnNaming("repaired_%s")
    private Stamp repaired;

    @Embedded
    @EmbeddedColumnNaming("cancelled_%s")
    private Stamp cancelled;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("position")
    private List<RepairLine> lines = new ArrayList<>();

    protected RepairOrder() {}

    /**
     * A draft, whose number is given before it is stored.
     *
     * @param forTicket null where it did not come from one
     * @param forAction null where it did not come out of one
     */
    RepairOrder(String currency, UUID forTicket, UUID forAction, Stamp by) {
        this.currency = currency;
        this.ticketId = forTicket;
        this.actionId = forAction;
        this.created = by;
    }

    void assignNumber(String drawn) {
        number = drawn;
    }

    // What is written on it

    /**
     * Writes the order anew.
     *
     * @throws RuleBroken {@code wrong-state} for a cancelled order, {@code fixed-after-draft}, {@code lines-fixed}
     */
    void write(RepairTerms terms) {
        if (state == RepairState.CANCELLED) {
            throw wrongState("be edited");
        }
        if (state == RepairState.DRAFT) {
            write(terms.subject());
        } else if (!terms.subject().isSameAs(subject())) {
            throw new RuleBroken(
                    RepairProblem.FIXED_AFTER_DRAFT,
                    "%s is %s: what is repaired, for whom and how it is invoiced is fixed"
                            .formatted(number, state.words()));
        }
        if (terms.lines() != null || terms.underWarranty() != underWarranty) {
            writeLines(terms);
        }
        serialNumber = terms.serialNumber();
        description = terms.description();
        repairNotes = terms.repairNotes();
        quotationNotes = terms.quotationNotes();
        responsibleSub =
                terms.responsible() == null ? null : terms.responsible().sub();
        responsibleName =
                terms.responsible() == null ? null : terms.responsible().name();
        plannedDate = terms.plannedDate();
    }

    private void write(RepairTerms.Subject subject) {
        customer = subject.customer();
        product = subject.product();
        quantity = subject.quantity();
        saleOrderId = subject.saleOrderId();
        returnId = subject.returnId();
        invoiceMethod = subject.invoiceMethod();
        invoiceState = invoiceMethod.start();
    }

    private void writeLines(RepairTerms terms) {
        if (FIXING.contains(invoiceState)) {
            throw new RuleBroken(RepairProblem.LINES_FIXED, "The invoice of " + number + " was asked for");
        }
        refuseWhilePartsAreMoved();
        if (state == RepairState.REPAIRED && terms.lines() != null && !haveTheSameParts(terms.lines())) {
            throw new RuleBroken(RepairProblem.LINES_FIXED, number + " is repaired: its parts are what they were");
        }
        underWarranty = terms.underWarranty();
        if (terms.lines() != null) {
            lines.clear();
            terms.lines().forEach(line -> lines.add(new RepairLine(this, lines.size() + 1, line)));
        }
        lines.forEach(line -> line.price(underWarranty));
        Amounts sum = Amounts.sum(lines.stream().map(RepairLine::amounts));
        net = sum.net();
        tax = sum.tax();
        total = sum.total();
        if (total.compareTo(MOST) > 0) {
            throw RuleBroken.invalid("parts", "must not add up to more than " + MOST + " with the operations");
        }
    }

    private boolean haveTheSameParts(List<PricedLine> others) {
        List<RepairLine> parts = lines.stream().filter(RepairLine::isPart).toList();
        List<PricedLine> otherParts =
                others.stream().filter(line -> line.product() != null).toList();
        if (parts.size() != otherParts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            RepairLine one = parts.get(i);
            PricedLine other = otherParts.get(i);
            if (one.kind() != other.kind()
                    || !one.product().id().equals(other.product().id())
                    || one.quantity().compareTo(other.quantity()) != 0) {
                return false;
            }
        }
        return true;
    }

    private RepairTerms.Subject subject() {
        return new RepairTerms.Subject(customer, product, quantity, saleOrderId, returnId, invoiceMethod);
    }

    // The way of the repair

    /** @throws RuleBroken {@code wrong-state} unless it is a draft */
    void confirm(Stamp by) {
        require(RepairState.DRAFT, "be confirmed");
        state = RepairState.CONFIRMED;
        confirmed = by;
    }

    /** @throws RuleBroken {@code wrong-state} unless it is confirmed; {@code invoice-needed-first} */
    void start(Stamp by) {
        require(RepairState.CONFIRMED, "be begun");
        if (invoiceMethod == InvoiceMethod.BEFORE
                && invoiceState != InvoiceState.DRAFTED
                && invoiceState != InvoiceState.POSTED) {
            throw new RuleBroken(
                    RepairProblem.INVOICE_NEEDED_FIRST,
                    number + " is confirmed, and is invoiced before it is begun; it has no invoice yet");
        }
        state = RepairState.UNDER_REPAIR;
        started = by;
    }

    /** @throws RuleBroken {@code wrong-state} unless it is under repair; {@code parts-requested} */
    void refuseUnlessFinishable() {
        require(RepairState.UNDER_REPAIR, "be finished");
        refuseWhilePartsAreMoved();
    }

    void finish(Stamp by) {
        state = RepairState.REPAIRED;
        repaired = by;
    }

    /**
     * Cancels the order. A draft invoice has to be cancelled with it; a posted one stays.
     *
     * @throws RuleBroken {@code wrong-state} for a repaired or cancelled order; {@code invoice-requested} or
     *     {@code parts-requested} while an answer is still to come
     */
    void cancel(Stamp by) {
        if (state == RepairState.REPAIRED || state == RepairState.CANCELLED) {
            throw wrongState("be cancelled");
        }
        if (invoiceState == InvoiceState.REQUESTED) {
            throw new RuleBroken(
                    RepairProblem.INVOICE_REQUESTED,
                    "%s is %s and its invoice was asked for: it can be cancelled when the answer has come"
                            .formatted(number, state.words()));
        }
        refuseWhilePartsAreMoved();
        state = RepairState.CANCELLED;
        cancelled = by;
        if (invoiceState != InvoiceState.DRAFTED && invoiceState != InvoiceState.POSTED) {
            invoiceState = InvoiceState.NOT_NEEDED;
        }
    }

    /** Makes a draft of a cancelled order again; its invoice is no longer its own. @throws RuleBroken {@code wrong-state} */
    void reset() {
        require(RepairState.CANCELLED, "become a draft again");
        state = RepairState.DRAFT;
        confirmed = null;
        started = null;
        cancelled = null;
        invoiceState = invoiceMethod.start();
        forgetInvoice();
        partsState = PartsState.NONE;
        partsAskId = null;
        forgetPartsRefusal();
    }

    // The way of its invoice

    /**
     * Asks for the invoice, under a new id.
     *
     * @throws RuleBroken {@code no-invoice-needed}, {@code wrong-state}, {@code invoice-requested}, {@code already-invoiced},
     *     {@code nothing-to-invoice}
     */
    void askForInvoice() {
        if (invoiceMethod == InvoiceMethod.NONE) {
            throw new RuleBroken(
                    RepairProblem.NO_INVOICE_NEEDED, "%s is %s and not invoiced".formatted(number, state.words()));
        }
        refuseUnlessInvoiceIsDue();
        if (lines.stream().noneMatch(RepairLine::isInvoiced)) {
            throw new RuleBroken(RepairProblem.NOTHING_TO_INVOICE, RepairProblem.NOTHING_TO_INVOICE.meaning());
        }
        refuseWhilePartsAreMoved();
        forgetInvoice();
        invoiceState = InvoiceState.REQUESTED;
        invoiceAttempt++;
        invoiceAskId = Ids.next();
    }

    private void refuseUnlessInvoiceIsDue() {
        boolean due = switch (state) {
            case DRAFT, CANCELLED -> false;
            case CONFIRMED, UNDER_REPAIR -> invoiceMethod == InvoiceMethod.BEFORE;
            case REPAIRED -> true;
        };
        if (!due) {
            throw wrongState(
                    state == RepairState.DRAFT || state == RepairState.CANCELLED
                            ? "be invoiced"
                            : "be invoiced before it is repaired");
        }
        if (invoiceState == InvoiceState.REQUESTED) {
            throw new RuleBroken(
                    RepairProblem.INVOICE_REQUESTED,
                    "%s is %s and its invoice was asked for already".formatted(number, state.words()));
        }
        if (FIXING.contains(invoiceState)) {
            throw new RuleBroken(
                    RepairProblem.ALREADY_INVOICED, "%s is %s and has its invoice".formatted(number, state.words()));
        }
    }

    /** @return whether the news are newer than what is known; an older event never overwrites a newer one */
    boolean hearOfInvoice(UUID id, long sequence) {
        if (sequence <= invoiceSequence) {
            return false;
        }
        invoiceId = id;
        invoiceSequence = sequence;
        return true;
    }

    void invoiceIsDrafted() {
        invoiceState = InvoiceState.DRAFTED;
    }

    void invoiceIsPosted(String postedNumber) {
        invoiceState = InvoiceState.POSTED;
        invoiceNumber = postedNumber;
    }

    /** There is no invoice; it can be asked for again. */
    void invoiceIsRefused(Refusal refusal) {
        invoiceState = InvoiceState.REJECTED;
        invoiceRefusalCode = refusal.code();
        invoiceRefusal = refusal.detail();
    }

    /** The order is cancelled, and now its draft invoice is as well. */
    void invoiceIsNoLongerNeeded() {
        invoiceState = InvoiceState.NOT_NEEDED;
    }

    /** It was to be cancelled with the order, and is not. */
    void invoiceStays(Refusal why) {
        invoiceRefusalCode = why.code();
        invoiceRefusal = why.detail();
    }

    private void forgetInvoice() {
        invoiceAskId = null;
        invoiceId = null;
        invoiceNumber = null;
        invoiceSequence = 0;
        invoiceRefusalCode = null;
        invoiceRefusal = null;
    }

    // The way of its parts

    boolean hasParts() {
        return lines.stream().anyMatch(RepairLine::isPart);
    }

    /** No part is left to be moved, whatever was refused before. */
    void partsAreNotNeeded() {
        partsState = PartsState.NONE;
        forgetPartsRefusal();
    }

    /** Asks for the parts to be moved, under a new id. */
    void askForParts() {
        partsState = PartsState.REQUESTED;
        partsAskId = Ids.next();
        forgetPartsRefusal();
    }

    void partsAreConsumed() {
        partsState = PartsState.CONSUMED;
    }

    void partsAreNotConsumed() {
        partsState = PartsState.NOT_CONSUMED;
        forgetPartsRefusal();
    }

    /** @param shortfall what is missing; null where the reason is another one */
    void partsAreRefused(Refusal refusal, List<Shortfall> shortfall) {
        partsState = PartsState.REJECTED;
        partsRefusalCode = refusal.code();
        partsRefusal = refusal.detail();
        partsShortfall = shortfall == null ? null : new Shortfall.Those(shortfall);
    }

    private void forgetPartsRefusal() {
        partsRefusalCode = null;
        partsRefusal = null;
        partsShortfall = null;
    }

    private void refuseWhilePartsAreMoved() {
        if (partsState == PartsState.REQUESTED) {
            throw new RuleBroken(
                    RepairProblem.PARTS_REQUESTED,
                    "%s is %s and waits for inventory to move its parts".formatted(number, state.words()));
        }
    }

    private void require(RepairState needed, String what) {
        if (state != needed) {
            throw wrongState(what);
        }
    }

    private RuleBroken wrongState(String what) {
        return new RuleBroken(
                RepairProblem.WRONG_STATE, "%s is %s: it cannot %s".formatted(number, state.words(), what));
    }

    // What is known of it

    /** What a unit of a line is invoiced at: nothing under warranty. */
    BigDecimal chargedPrice(RepairLine line) {
        return underWarranty ? BigDecimal.ZERO : line.unitPrice();
    }

    /** Whether it was asked for, or written, by this user. */
    boolean wasAskedForBy(String sub) {
        return created.sub().equals(sub);
    }

    public String number() {
        return number;
    }

    public RepairState state() {
        return state;
    }

    public InvoiceMethod invoiceMethod() {
        return invoiceMethod;
    }

    public InvoiceState invoiceState() {
        return invoiceState;
    }

    public Customer customer() {
        return customer;
    }

    public Product product() {
        return product;
    }

    public String serialNumber() {
        return serialNumber;
    }

    public BigDecimal quantity() {
        return quantity;
    }

    public String description() {
        return description;
    }

    public UUID saleOrderId() {
        return saleOrderId;
    }

    public UUID returnId() {
        return returnId;
    }

    public boolean isUnderWarranty() {
        return underWarranty;
    }

    /** Internal: never shown to a customer. */
    public String repairNotes() {
        return repairNotes;
    }

    /** For the customer: printed on quotation and invoice. */
    public String quotationNotes() {
        return quotationNotes;
    }

    /** Null where nobody is. */
    public Requester responsible() {
        return responsibleSub == null ? null : new Requester(responsibleSub, responsibleName);
    }

    public LocalDate plannedDate() {
        return plannedDate;
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

    /** How often the invoice was asked for. */
    int invoiceAttempt() {
        return invoiceAttempt;
    }

    /** Under which the invoice was asked for last; null before. */
    UUID invoiceAskId() {
        return invoiceAskId;
    }

    public UUID invoiceId() {
        return invoiceId;
    }

    public String invoiceNumber() {
        return invoiceNumber;
    }

    /** Why there is no invoice; null where nobody refused it. */
    public Refusal invoiceRefusal() {
        return invoiceRefusalCode == null ? null : new Refusal(invoiceRefusalCode, invoiceRefusal);
    }

    public PartsState partsState() {
        return partsState;
    }

    /** Under which the parts were asked for last; null before. */
    UUID partsAskId() {
        return partsAskId;
    }

    /** Why the parts were not moved; null where nobody refused it. */
    public Refusal partsRefusal() {
        return partsRefusalCode == null ? null : new Refusal(partsRefusalCode, partsRefusal);
    }

    public List<Shortfall> partsShortfall() {
        return partsShortfall == null ? List.of() : partsShortfall.all();
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

    public Stamp confirmed() {
        return confirmed;
    }

    public Stamp started() {
        return started;
    }

    public Stamp repaired() {
        return repaired;
    }

    public Stamp cancelled() {
        return cancelled;
    }

    /** Parts first, then operations. */
    public List<RepairLine> lines() {
        return lines;
    }
}
