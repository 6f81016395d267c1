package io.aftersales.repair.reference;

import io.aftersales.platform.reference.Learned;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;

import java.util.List;
import java.util.UUID;

/** A customer of the helpdesk. */
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

    protected Customer() {}

    @Override
    protected void copy(CustomerChanged told) {
        name = told.name();
        companyId = told.companyId();
        address = told.address();
        vatId = told.vatId();
    }

    public String name() {
        return name;
    }

    public UUID companyId() {
        return companyId;
    }

    public List<String> addressLines() {
        return address == null ? List.of() : address.lines();
    }

    public String vatId() {
        return vatId;
    }
}
