package io.aftersales.helpdesk.aftersales;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What is known of customers from other services' events, so that availability is answered without calling them. */
@ApplicationScoped
class CustomerFacts {

    /** Sorted, so that two batches that learn the same facts never wait for each other crosswise. */
    private static final String LEARN = """
            insert into customer_fact (customer_id, fact)
            select distinct news.customer_id, news.fact
            from unnest(cast(?1 as uuid[]), cast(?2 as text[])) as news (customer_id, fact)
            order by 1, 2
            on conflict do nothing""";

    private static final String KNOWN = """
            select distinct known.fact from customer_fact known join customer on customer.id = known.customer_id
            where customer.company_id = ?1 and known.fact = any(cast(?2 as text[]))""";

    Uni<Void> learn(List<Fact> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LEARN)
                        .setParameter(1, facts.stream().map(Fact::customerId).toArray(UUID[]::new))
                        .setParameter(2, facts.stream().map(Fact::name).toArray(String[]::new))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Which of these facts are known of any customer of a company. */
    Uni<Set<String>> knownOf(UUID companyId, Collection<String> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(KNOWN, String.class)
                        .setParameter(1, companyId)
                        .setParameter(2, facts.toArray(String[]::new))
                        .getResultList())
                .map(HashSet::new);
    }
}
