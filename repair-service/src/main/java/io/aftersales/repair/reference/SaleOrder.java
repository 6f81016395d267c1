package io.aftersales.repair.reference;

import io.aftersales.platform.reference.Learned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

import java.util.UUID;

/** A sale order of inventory. */
@Entity
public class SaleOrder extends Learned<SaleOrderChanged> {

    private String number;

    @Column(nullable = false)
    private UUID customerId;

    /** As inventory knew it. */
    @Column(nullable = false)
    private UUID companyId;

    protected SaleOrder() {}

    @Override
    protected void copy(SaleOrderChanged told) {
        number = told.number();
        customerId = told.customerId();
        companyId = told.companyId();
    }

    public String number() {
        return number;
    }

    /** Whether it belongs to the customer, or to somebody of its company. */
    public boolean isOf(UUID customer, UUID company) {
        return customerId.equals(customer) || companyId.equals(company);
    }
}
