package io.aftersales.accounting.tax;

import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

import java.math.BigDecimal;

/** A tax that lines can name. Lines keep the rate of the day they were written: a change here reaches no existing line. */
@Entity
public class Tax extends Aggregate {

    @Column(nullable = false)
    private String name;

    /** Per cent: 15 means 15 %. */
    @Column(nullable = false)
    private BigDecimal rate;

    @Column(nullable = false)
    private boolean active;

    protected Tax() {}

    Tax(TaxTerms terms) {
        change(terms);
    }

    final void change(TaxTerms terms) {
        name = terms.name();
        rate = terms.rate();
        active = terms.isActive();
    }

    TaxTerms terms() {
        return new TaxTerms(name, rate, active);
    }

    public String name() {
        return name;
    }

    public BigDecimal rate() {
        return rate;
    }

    /** An archived tax stays on the lines that have it and is offered for no new one. */
    public boolean isActive() {
        return active;
    }
}
