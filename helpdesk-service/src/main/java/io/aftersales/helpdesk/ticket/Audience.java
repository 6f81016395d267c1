package io.aftersales.helpdesk.ticket;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Who is written to when the followers of a ticket are.
 *
 * @param addresses e-mail addresses, as they are known; not each once
 * @param withoutAddress names of followers who have none
 */
public record Audience(List<String> addresses, List<String> withoutAddress) {

    private static final String FOLLOWERS = """
            select coalesce(customer.name, staff.name, follower.email),
                coalesce(customer.email, staff.email, follower.email)
            from ticket_follower follower
            left join customer on customer.id = follower.customer_id
            left join staff on staff.sub = follower.sub
            where follower.ticket_id = ?1
            order by follower.id""";

    /** The followers of a ticket at this moment. */
    public static Uni<Audience> of(UUID ticketId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FOLLOWERS, Object[].class)
                        .setParameter(1, ticketId)
                        .getResultList())
                .map(followers -> new Audience(
                        followers.stream()
                                .map(follower -> (String) follower[1])
                                .filter(Objects::nonNull)
                                .toList(),
                        followers.stream()
                                .filter(follower -> follower[1] == null)
                                .map(follower -> (String) follower[0])
                                .toList()));
    }
}
