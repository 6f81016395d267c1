package io.aftersales.repair.reference;

import io.aftersales.platform.reference.Learned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

import java.math.BigDecimal;

/** A tax of accounting. Lines keep the rate of the day they were written. */
@Entity
public class Tax extends Learned<TaxChanged> {

    @Column(nullable = false)
    private String name;

    /** Per cent: 15 means 15 %. */
    @Column(nullable = false)
    private BigDecimal rate;

    @Column(nullable = false)
    private boolean active;

    protected Tax() {}

    @Override
    protected void copy(TaxChanged told) {
        name = told.name();
        rate = told.rate();
        active = told.active();
    }

    public String name() {
        return name;
    }

    public BigDecimal rate() {
        return rate;
    }

    boolean isActive() {
        return active;
    }
}
