package io.aftersales.helpdesk.project;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.NotKnownYet;
import io.aftersales.platform.work.Patience;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The field service projects that we were told of. */
@ApplicationScoped
public class Projects {

    private final Patience patience;

    Projects(Patience patience) {
        this.patience = patience;
    }

    /** Waits until a project is known, at most two seconds; it need not be known then. Not within a transaction. */
    public Uni<Void> awaitKnown(UUID id) {
        return patience.until(
                        () -> Panache.getSession().chain(session -> session.find(Project.class, id)), () -> unknown(id))
                .onFailure(RuleBroken.class)
                .recoverWithNull();
    }

    /** @throws RuleBroken {@code unknown-project} for one that is not known, or archived */
    public Uni<Void> requireActive(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select p.id from Project p where p.id = :id and not p.archived", UUID.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> unknown(id))
                .replaceWithVoid();
    }

    /** Those of these projects whose tasks customers see. */
    public Uni<Set<UUID>> visible(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select p.id from Project p where p.id in :ids and p.visibleToCustomers", UUID.class)
                        .setParameter("ids", ids)
                        .getResultList())
                .map(HashSet::new);
    }

    private static NotKnownYet unknown(UUID id) {
        return new NotKnownYet(HelpdeskProblem.UNKNOWN_PROJECT, "Field service has no active project " + id);
    }
}
