package io.aftersales.helpdesk.customer;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.work.Aggregate;
import io.aftersales.platform.work.Work;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;

import java.util.Optional;
import java.util.UUID;

/**
 * A customer: a person or a company, on its own or below a parent. What its invoices, orders and deliveries are is decided by
 * its <em>company</em>, the top of its tree, which every member of the tree carries.
 */
@Entity
public class Customer extends Aggregate {

    private static final MessageType<CustomerChanged> CUSTOMER_CHANGED =
            MessageType.of("customer-changed", CustomerChanged.class);

    private String name;
    private String email;
    private String phone;

    @Embedded
    private Address address;

    private String vatId;
    private UUID parentId;
    private UUID companyId;
    private String externalReference;

    /** A customer on its own. */
    public Customer() {
        companyId = id();
    }

    /** Takes over everything that may be edited, the parent apart: moving within a tree is {@link Subtree}'s. */
    void describe(CustomerForm form) {
        name = form.name().strip();
        email = form.email();
        phone = form.phone();
        address = form.address();
        vatId = form.vatId();
        externalReference = form.externalReference();
    }

    void standBelow(Customer parent) {
        parentId = parent.id();
        companyId = parent.companyId;
    }

    void standAlone() {
        parentId = null;
        companyId = id();
    }

    void followCompany(Customer top) {
        companyId = top.companyId;
    }

    public String name() {
        return name;
    }

    public Optional<UUID> parentId() {
        return Optional.ofNullable(parentId);
    }

    /** The top of this customer's tree; itself when it has no parent. */
    public UUID companyId() {
        return companyId;
    }

    /** The id that another system gave it. */
    Optional<String> externalReference() {
        return Optional.ofNullable(externalReference);
    }

    void tell(Work work) {
        work.publish(this, CUSTOMER_CHANGED, this::state);
    }

    void tellAgain(Work work) {
        work.republish(this, CUSTOMER_CHANGED, state());
    }

    CustomerForm form() {
        return new CustomerForm(name, email, phone, address, vatId, parentId, externalReference);
    }

    CustomerView view() {
        return new CustomerView(id(), name, email, phone, address, vatId, parentId, companyId, externalReference);
    }

    private CustomerChanged state() {
        return new CustomerChanged(id(), name, email, phone, address, vatId, parentId, companyId, externalReference);
    }
}
