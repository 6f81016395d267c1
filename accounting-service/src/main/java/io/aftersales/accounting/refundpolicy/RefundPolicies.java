package io.aftersales.accounting.refundpolicy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where everybody finds the company's refund policy. */
@ApplicationScoped
public class RefundPolicies {

    private static final String LOCK = "select 1 from refund_policy for no key update";

    /** The policy as it is now, read once per session. */
    public Uni<RefundPolicy> current() {
        return Panache.getSession().chain(session -> session.find(RefundPolicy.class, RefundPolicy.ID));
    }

    /** Locks the policy, to be changed. */
    Uni<RefundPolicy> lock() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, Integer.class).getSingleResult())
                .chain(this::current);
    }
}
