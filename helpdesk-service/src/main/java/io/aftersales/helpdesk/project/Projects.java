package io.aftersales.helpdesk.project;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.NotKnownYet;
import io.aftersales.platform.work.Patience;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /** Those of these projects that we were told of, by id. */
    public Uni<Map<UUID, Project>> known(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Panache.getSession()
                .chain(session -> session.createQuery("from Project p where p.id in :ids", Project.class)
                        .setParameter("ids", ids)
                        .getResultList())
                .map(found -> found.stream().collect(Collectors.toMap(Project::id, Function.identity())));
    }

    private static NotKnownYet unknown(UUID id) {
        return new NotKnownYet(HelpdeskProblem.UNKNOWN_PROJECT, "Field service has no active project " + id);
    }
}
