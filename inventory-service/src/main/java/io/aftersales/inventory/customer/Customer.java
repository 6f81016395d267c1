package io.aftersales.inventory.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.util.UUID;

/** A customer as the helpdesk last told us. An older message never overwrites a newer one. */
@Entity
public class Customer {

    @Id
    private UUID id;

    /** Of the message that the rest comes from. */
    @Column(nullable = false)
    private long sequence;

    @Column(nullable = false)
    private String name;

    /** The top of the customer's tree of companies. */
    @Column(nullable = false)
    private UUID companyId;

    private String externalReference;

    protected Customer() {}

    static Customer of(long sequence, CustomerChanged customer) {
        Customer known = new Customer();
        known.id = customer.customerId();
        known.copy(sequence, customer);
        return known;
    }

    void learn(long newSequence, CustomerChanged customer) {
        if (newSequence > sequence) {
            copy(newSequence, customer);
        }
    }

    private void copy(long newSequence, CustomerChanged customer) {
        sequence = newSequence;
        name = customer.name();
        companyId = customer.companyId();
        externalReference = customer.externalReference();
    }

    public UUID id() {
        return id;
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
