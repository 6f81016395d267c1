package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.mail.OutgoingMail;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who is written to when the followers of a ticket are. Customers are not by a team that is not public, whether they follow as
 * customers or by their address.
 */
public record Audience(List<Reader> readers) {

    private static final String FOLLOWERS = """
            select coalesce(customer.name, staff.name, follower.email) as name,
                coalesce(customer.email, staff.email, follower.email) as address,
                follower.sub, follower.customer_id
            from ticket_follower follower
            left join customer on customer.id = follower.customer_id
            left join staff on staff.sub = follower.sub
            where follower.ticket_id = ?1
                and (?2 or follower.customer_id is null
                    and not exists (select from customer known where lower(known.email) = lower(follower.email)))
            order by follower.id""";

    /**
     * One follower, as it is known at this moment.
     *
     * @param address null where none is known that a mail could be sent to
     * @param sub of a user, otherwise null
     * @param customerId of a customer, otherwise null
     */
    public record Reader(String name, String address, String sub, UUID customerId) {

        public Reader {
            address = address != null && OutgoingMail.isAddress(address) ? address : null;
        }
    }

    /** The followers of a ticket at this moment. */
    public static Uni<Audience> of(Ticket ticket) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FOLLOWERS, Object[].class)
                        .setParameter(1, ticket.id())
                        .setParameter(2, ticket.team().isPublic())
                        .getResultList())
                .map(rows -> new Audience(rows.stream()
                        .map(row -> new Reader((String) row[0], (String) row[1], (String) row[2], (UUID) row[3]))
                        .toList()));
    }

    public Audience without(Predicate<Reader> unwanted) {
        return new Audience(readers.stream().filter(unwanted.negate()).toList());
    }

    /**
     * The addresses of all who have one, as they are known. Those that differ in case only are one.
     *
     * @param added further addresses
     */
    public List<String> addresses(List<String> added) {
        Map<String, String> once = new LinkedHashMap<>();
        Stream.concat(readers.stream().map(Reader::address).filter(Objects::nonNull), added.stream())
                .forEach(address -> once.putIfAbsent(address.toLowerCase(Locale.ROOT), address));
        return List.copyOf(once.values());
    }

    /** The names of those who have no address. */
    public List<String> withoutAddress() {
        return readers.stream()
                .filter(reader -> reader.address() == null)
                .map(Reader::name)
                .toList();
    }
}
