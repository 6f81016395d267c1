package io.aftersales.inventory.customer;

import io.aftersales.platform.reference.Learned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

import java.util.UUID;

/** A customer as the helpdesk last told us. */
@Entity
public class Customer extends Learned<CustomerChanged> {

    @Column(nullable = false)
    private String name;

    /** The top of the customer's tree of companies. */
    @Column(nullable = false)
    private UUID companyId;

    private String externalReference;

    protected Customer() {}

    @Override
    protected void copy(CustomerChanged customer) {
        name = customer.name();
        companyId = customer.companyId();
        externalReference = customer.externalReference();
    }

    public String name() {
        return name;
    }

    public UUID companyId() {
        return companyId;
    }

    /** The id that another system gave it, or null. */
    public String externalReference() {
        return externalReference;
    }
}
