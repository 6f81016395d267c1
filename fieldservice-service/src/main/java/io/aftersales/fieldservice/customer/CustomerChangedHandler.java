package io.aftersales.fieldservice.customer;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/** Learns the customers. A customer that moved to another company takes its tasks along: they ask for its company. */
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
    public Uni<Void> lock(List<CustomerChanged> batch, Work work) {
        return customers
                .lockAll(batch.stream().map(CustomerChanged::customerId).toList())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> handle(Incoming<CustomerChanged> message, Work work) {
        CustomerChanged told = message.payload();
        return customers.find(told.customerId()).chain(known -> {
            if (known == null) {
                return Panache.getSession().chain(session -> session.persist(Customer.of(message.sequence(), told)));
            }
            known.learn(message.sequence(), told);
            return Uni.createFrom().voidItem();
        });
    }
}
