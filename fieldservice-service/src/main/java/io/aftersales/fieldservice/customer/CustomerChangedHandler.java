package io.aftersales.fieldservice.customer;

import io.aftersales.platform.reference.LearningHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** Learns the customers. A customer that moved to another company takes its tasks along: they ask for its company. */
@ApplicationScoped
class CustomerChangedHandler extends LearningHandler<CustomerChanged, Customer> {

    CustomerChangedHandler() {
        super(CustomerChanged.TYPE, Customer.class, Customer::new, CustomerChanged::customerId);
    }
}
