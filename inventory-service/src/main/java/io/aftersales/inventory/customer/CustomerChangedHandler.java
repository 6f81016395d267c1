package io.aftersales.inventory.customer;

import io.aftersales.platform.reference.LearningHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** Learns the customers. A customer that moved to another company takes its orders and deliveries along: they ask for its company. */
@ApplicationScoped
class CustomerChangedHandler extends LearningHandler<CustomerChanged, Customer> {

    CustomerChangedHandler() {
        super(CustomerChanged.TYPE, Customer.class, Customer::new, CustomerChanged::customerId);
    }
}
