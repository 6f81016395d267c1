package io.aftersales.helpdesk.customer;

import java.util.UUID;

/** Customers for unit tests. */
public final class CustomerMother {

    private CustomerMother() {}

    public static Customer named(String name) {
        Customer customer = new Customer();
        customer.describe(new CustomerForm(name, null, null, null, null, null, null));
        return customer;
    }

    static Customer below(Customer parent, String name) {
        Customer customer = named(name);
        customer.standBelow(parent);
        return customer;
    }

    static UUID parentOf(Customer customer) {
        return customer.parentId().orElse(null);
    }
}
