package io.aftersales.accounting.customer;

import io.aftersales.platform.reference.Learned;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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

    @Embedded
    private Address address;

    private String vatId;

    /** The id that another system gave it. */
    private String externalReference;

    protected Customer() {}

    @Override
    protected void copy(CustomerChanged customer) {
        name = customer.name();
        companyId = customer.companyId();
        address = customer.address();
        vatId = customer.vatId();
        externalReference = customer.externalReference();
    }

    public String name() {
        return name;
    }

    public UUID companyId() {
        return companyId;
    }

    public Address address() {
        return address;
    }

    public String vatId() {
        return vatId;
    }

    public String externalReference() {
        return externalReference;
    }
}
