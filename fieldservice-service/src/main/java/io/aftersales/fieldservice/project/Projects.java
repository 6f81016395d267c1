package io.aftersales.fieldservice.project;

import io.aftersales.fieldservice.FieldServiceProblem;
import io.aftersales.platform.database.Sql;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** How projects are found and locked; always whole, with their stages and technicians. */
@ApplicationScoped
public class Projects {

    private static final String WHOLE = "select p from Project p left join fetch p.stages left join fetch p.technicians"
            + " where p.id in :ids order by p.id";

    private static final String LOCK = "select id from project where id = ?1 for no key update";
    private static final String LOCK_NEXT =
            "select id from project where id > ?1 order by id limit ?2 for no key update";

    /** Whoever changes a project waits until those who put tasks into it are done. */
    private static final String HOLD =
            "select id from project where id = any (cast($1 as uuid[])) order by id for share";

    /** @throws RuleBroken 404 where there is none */
    Uni<Project> read(UUID id) {
        return whole(List.of(id)).map(found -> {
            if (found.isEmpty()) {
                throw RuleBroken.notFound("project", id);
            }
            return found.get(0);
        });
    }

    /** @throws RuleBroken 404 where there is none */
    Uni<Project> lock(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, UUID.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull())
                .chain(() -> read(id));
    }

    /** Locks the projects that come next by id, and loads them in that order. */
    Uni<List<Project>> lockNext(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_NEXT, UUID.class)
                        .setParameter(1, last)
                        .setParameter(2, limit)
                        .getResultList())
                .chain(Projects::whole);
    }

    /** Keeps these projects as they are until the transaction ends. */
    public Uni<Void> hold(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> Sql.column(session, UUID.class, HOLD, (Object) ids.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /** Holds these projects and loads them, so that {@link #find} has them without a query. */
    public Uni<Void> holdAll(Collection<UUID> ids) {
        return hold(ids).chain(() -> whole(List.copyOf(ids))).replaceWithVoid();
    }

    /**
     * A project that is held, with its stages and technicians.
     *
     * @throws RuleBroken {@code unknown-project}
     */
    public Uni<Project> find(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(Project.class, id)
                        .onItem()
                        .ifNull()
                        .failWith(
                                () -> new RuleBroken(FieldServiceProblem.UNKNOWN_PROJECT, "There is no project " + id))
                        .call(project -> project.fetch(session)));
    }

    /** Whether somebody is among the technicians of a project. */
    public Uni<Boolean> employs(UUID id, String sub) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select count(t) from Project p join p.technicians t where p.id = :id and t.sub = :sub",
                                Long.class)
                        .setParameter("id", id)
                        .setParameter("sub", sub)
                        .getSingleResult())
                .map(found -> found > 0);
    }

    /** Loads the parts of projects that were loaded without them. */
    static Uni<Void> fetchParts(List<Project> projects) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select p from Project p left join fetch p.stages where p in :projects", Project.class)
                        .setParameter("projects", projects)
                        .getResultList()
                        .chain(() -> session.createSelectionQuery(
                                        "select p from Project p left join fetch p.technicians where p in :projects",
                                        Project.class)
                                .setParameter("projects", projects)
                                .getResultList()))
                .replaceWithVoid();
    }

    private static Uni<List<Project>> whole(List<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WHOLE, Project.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }
}
