package io.aftersales.helpdesk.user;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.OwnContext;
import io.aftersales.platform.work.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The members of staff, learnt from the tokens that they come with. */
@ApplicationScoped
public class Staff {

    private static final String LEARN = """
            insert into staff as known (id, version, event_sequence, sub, name, email) values (?1, 0, 0, ?2, ?3, ?4)
            on conflict (sub) do update set name = excluded.name, email = excluded.email, version = known.version + 1
            where (known.name, known.email) is distinct from (excluded.name, excluded.email)""";

    /** What the token's issuer allows may be longer than what is stored. */
    private static final int LONGEST_NAME = 255;

    private static final int LONGEST_EMAIL = 254;

    /** What this process has already stored, so that only news costs a statement. */
    private final Map<String, Profile> learnt = new ConcurrentHashMap<>();

    private record Profile(String name, String email) {}

    private final Transactions transactions;

    /** A request that is read as a stream, such as an import, is served by a thread on which no session can be opened. */
    private final OwnContext context;

    Staff(Transactions transactions, Vertx vertx) {
        this.transactions = transactions;
        this.context = new OwnContext(vertx);
    }

    /** Whether the token of this caller tells something that is not stored yet. Customers are no staff. */
    boolean isNews(Caller caller) {
        return !caller.has(Roles.CUSTOMER) && !profile(caller).equals(learnt.get(caller.subject()));
    }

    Uni<Void> learn(Caller caller) {
        Profile profile = profile(caller);
        String sub = caller.subject();
        return context.run(() -> transactions.write(work -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(LEARN)
                                .setParameter(1, Ids.next())
                                .setParameter(2, sub)
                                .setParameter(3, profile.name())
                                .setParameter(4, profile.email())
                                .executeUpdate())))
                .invoke(() -> learnt.put(sub, profile))
                .replaceWithVoid();
    }

    /**
     * The user of that name.
     *
     * @throws RuleBroken {@code unknown-user}
     */
    public Uni<User> require(String sub) {
        return Panache.getSession()
                .chain(session -> session.createQuery("from User where sub = :sub", User.class)
                        .setParameter("sub", sub)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> unknown(sub));
    }

    /**
     * Makes sure that every one of them is known.
     *
     * @throws RuleBroken {@code unknown-user}
     */
    public Uni<Void> requireAll(Collection<String> subs) {
        if (subs.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createQuery("select sub from User where sub in :subs", String.class)
                        .setParameter("subs", subs)
                        .getResultList())
                .invoke(known -> firstMissing(subs, known).ifPresent(sub -> {
                    throw unknown(sub);
                }))
                .replaceWithVoid();
    }

    private static Optional<String> firstMissing(Collection<String> wanted, List<String> known) {
        Set<String> found = new HashSet<>(known);
        return wanted.stream().filter(sub -> !found.contains(sub)).findFirst();
    }

    private static RuleBroken unknown(String sub) {
        return new RuleBroken(HelpdeskProblem.UNKNOWN_USER, "No user " + sub + " has ever signed in");
    }

    private static Profile profile(Caller caller) {
        return new Profile(
                shortened(caller.name(), LONGEST_NAME),
                caller.email().filter(email -> email.length() <= LONGEST_EMAIL).orElse(null));
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
