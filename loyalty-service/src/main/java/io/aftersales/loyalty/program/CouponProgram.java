package io.aftersales.loyalty.program;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.loyalty.company.CompanySettings;
import io.aftersales.loyalty.terms.Terms;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;

import java.time.Instant;
import java.time.LocalDate;

/** What coupons are generated from: to whom a coupon is given is decided elsewhere, what it gives and when it applies here. */
@Entity
public class CouponProgram extends Aggregate {

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private boolean active;

    @Column(nullable = false)
    private int validityDays;

    @Embedded
    private Period period;

    @Embedded
    private Terms terms;

    protected CouponProgram() {}

    /** @throws RuleBroken for what does not fit together */
    CouponProgram(ProgramForm form, CompanySettings company) {
        change(form, company);
    }

    /** Sets all of it anew. Coupons that were given before keep what they have; archived, they wait. */
    final void change(ProgramForm form, CompanySettings company) {
        Period newPeriod = form.period();
        terms = form.terms(company);
        period = newPeriod;
        name = form.name().strip();
        active = form.isActive();
        validityDays = form.days();
    }

    /** @throws RuleBroken {@code program-archived}, or {@code program-out-of-period} */
    public void refuseUnlessGiving(Instant now) {
        if (!active) {
            throw new RuleBroken(LoyaltyProblem.PROGRAM_ARCHIVED, "The program %s is archived".formatted(name));
        }
        if (!period().includes(terms.dayOf(now))) {
            throw new RuleBroken(
                    LoyaltyProblem.PROGRAM_OUT_OF_PERIOD,
                    "The program %s gives coupons %s".formatted(name, period().inWords()));
        }
    }

    /** The last day of a coupon that is given on this day; null for a program whose coupons never expire. */
    public LocalDate lastDayOf(LocalDate given) {
        return validityDays == 0 ? null : given.plusDays(validityDays);
    }

    public String name() {
        return name;
    }

    /** Whether it gives coupons, and lets those that it gave be used. */
    public boolean isActive() {
        return active;
    }

    int validityDays() {
        return validityDays;
    }

    Period period() {
        return period == null ? Period.ALWAYS : period;
    }

    public Terms terms() {
        return terms;
    }
}
