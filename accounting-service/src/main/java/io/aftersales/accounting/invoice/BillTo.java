package io.aftersales.accounting.invoice;

import io.aftersales.accounting.customer.Address;
import io.aftersales.accounting.customer.Customer;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;

/** The customer as it was when the invoice was posted. */
@Embeddable
public record BillTo(String name, @Embedded Address address, String vatId) {

    static BillTo of(Customer customer) {
        return new BillTo(customer.name(), customer.address(), customer.vatId());
    }
}
