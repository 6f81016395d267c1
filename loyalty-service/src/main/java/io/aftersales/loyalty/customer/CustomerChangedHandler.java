package io.aftersales.loyalty.customer;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Learns the customers. */
@ApplicationScoped
class CustomerChangedHandler implements MessageHandler<CustomerChanged> {

    private final Customers customers;

    CustomerChangedHandler(Customers customers) {
        this.customers = customers;
    }

    @Override
    public MessageType<CustomerChanged> type() {
        return CustomerChanged.TYPE;
    }

    @Override
    public Uni<Void> handle(Incoming<CustomerChanged> message, Work work) {
        return customers.learn(message.sequence(), message.payload());
    }
}
