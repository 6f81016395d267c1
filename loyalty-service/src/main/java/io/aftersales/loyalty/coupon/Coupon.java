package io.aftersales.loyalty.coupon;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.loyalty.order.Discount;
import io.aftersales.loyalty.order.Order;
import io.aftersales.loyalty.program.CouponProgram;
import io.aftersales.loyalty.terms.Terms;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.problem.ProblemCode;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.EmbeddedColumnNaming;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A right to a discount, for whoever knows its code. It keeps the program's terms as they were when it was given; of the
 * program itself only one thing reaches it later: while that is archived, the coupon waits.
 */
@Entity
public class Coupon extends Aggregate {

    @Column(nullable = false, updatable = false)
    private String code;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private CouponProgram program;

    @Column(nullable = false, updatable = false)
    private String programName;

    @Embedded
    private Terms terms;

    @Column(updatable = false)
    private UUID customerId;

    /** The customer's company as whoever asked knew it; the customer may move to another one. */
    @Column(updatable = false)
    private UUID companyId;

    @Column(nullable = false, updatable = false)
    private LocalDate createdOn;

    @Column(updatable = false)
    private LocalDate expiresOn;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private CouponState state;

    private Instant sentAt;

    @Embedded
    private Use use;

    @Column(updatable = false)
    private UUID ticketId;

    @Column(updatable = false)
    private UUID actionId;

    @Embedded
    @EmbeddedColumnNaming("created_%s")
    private Stamp created;

    @Embedded
    @EmbeddedColumnNaming("changed_%s")
    private Stamp changed;

    protected Coupon() {}

    /**
     * Whose a new coupon is, and where it comes from.
     *
     * @param customerId null for anybody's
     * @param companyId of the customer
     * @param ticketId null where there is none
     * @param actionId null where there is none
     */
    public record Origin(UUID customerId, UUID companyId, UUID ticketId, UUID actionId, Stamp by) {}

    /** @throws RuleBroken when the program gives none */
    public static Coupon of(CouponProgram program, Origin origin, Instant now) {
        program.refuseUnlessGiving(now);
        Coupon coupon = new Coupon();
        coupon.code = CouponCode.random().text();
        coupon.program = program;
        coupon.programName = program.name();
        coupon.terms = program.terms();
        coupon.customerId = origin.customerId();
        coupon.companyId = origin.companyId();
        coupon.createdOn = coupon.terms.dayOf(now);
        coupon.expiresOn = program.lastDayOf(coupon.createdOn);
        coupon.state = CouponState.VALID;
        coupon.ticketId = origin.ticketId();
        coupon.actionId = origin.actionId();
        coupon.created = origin.by();
        coupon.changed = origin.by();
        return coupon;
    }

    /**
     * What it takes off an order.
     *
     * @param buyer company of the order's customer; null for nobody in particular
     * @param owner company of the coupon's customer; null for anybody's coupon
     * @throws RuleBroken the first reason that applies why it cannot be used
     */
    public Discount discount(Order order, UUID buyer, UUID owner, Instant now) {
        refuseUnlessUsable(now);
        if (owner != null && !owner.equals(buyer)) {
            throw broken(LoyaltyProblem.OTHER_CUSTOMER);
        }
        return terms.discount(order);
    }

    /** @throws RuleBroken when it is used, cancelled or expired, or its program is archived; the first that applies */
    public void refuseUnlessUsable(Instant now) {
        refuseUnlessOpen(now);
        if (!program.isActive()) {
            throw broken(LoyaltyProblem.PROGRAM_CLOSED);
        }
    }

    /** Uses it up for an order, as {@link #discount} has allowed. */
    public void redeem(Use by, Stamp who) {
        state = CouponState.USED;
        use = by;
        changed = who;
    }

    /** The order that used it gives it back: as it was before, or expired if its last day is over by now. */
    public void release(Stamp by, Instant now) {
        use = null;
        state = isPast(now) ? CouponState.EXPIRED : sentAt == null ? CouponState.VALID : CouponState.SENT;
        changed = by;
    }

    /** @throws RuleBroken when it is used, cancelled or expired */
    void cancel(Stamp by, Instant now) {
        refuseUnlessOpen(now);
        state = CouponState.CANCELLED;
        changed = by;
    }

    /** The mail server has taken a mail about it, whatever became of it meanwhile. */
    public void sent(Stamp by) {
        sentAt = by.at();
        if (state == CouponState.VALID) {
            state = CouponState.SENT;
        }
        changed = by;
    }

    void expire() {
        state = CouponState.EXPIRED;
        changed = Stamp.ofNobody();
    }

    private void refuseUnlessOpen(Instant now) {
        switch (state) {
            case USED -> throw broken(LoyaltyProblem.COUPON_USED);
            case CANCELLED -> throw broken(LoyaltyProblem.COUPON_CANCELLED);
            case EXPIRED -> throw broken(LoyaltyProblem.COUPON_EXPIRED);
            case VALID, SENT -> {
                if (isPast(now)) {
                    throw broken(LoyaltyProblem.COUPON_EXPIRED);
                }
            }
        }
    }

    private boolean isPast(Instant now) {
        return expiresOn != null && terms.dayOf(now).isAfter(expiresOn);
    }

    private static RuleBroken broken(ProblemCode problem) {
        return new RuleBroken(problem, problem.meaning());
    }

    /** Never to be written to a log. */
    public String code() {
        return code;
    }

    /** Whether it belongs to a customer of another company than this one, which its own is known to be now. */
    public boolean isForeignTo(UUID company, UUID ownersCompany) {
        return customerId != null && !company.equals(ownersCompany) && !company.equals(companyId);
    }

    public UUID programId() {
        return program.id();
    }

    public String programName() {
        return programName;
    }

    public Terms terms() {
        return terms;
    }

    /** Null for anybody's. */
    public UUID customerId() {
        return customerId;
    }

    public UUID companyId() {
        return companyId;
    }

    public LocalDate createdOn() {
        return createdOn;
    }

    /** The last day on which it can be used; null for one that never expires. */
    public LocalDate expiresOn() {
        return expiresOn;
    }

    public CouponState state() {
        return state;
    }

    /** When the mail server took the last mail about it; null if none was sent. */
    public Instant sentAt() {
        return sentAt;
    }

    /** The order that uses it; null unless used. */
    public Use use() {
        return use;
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

    /** The last change; nobody made it when the coupon expired. */
    public Stamp changed() {
        return changed;
    }
}
