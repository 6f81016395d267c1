package io.aftersales.fieldservice.task;

import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** How tasks are found and locked; always whole, with all that their views show. */
@ApplicationScoped
public class Tasks {

    private static final String WHOLE = "select t from Task t join fetch t.project join fetch t.stage"
            + " left join fetch t.customer left join fetch t.assignees ";

    private static final String PLANNED = WHOLE
            + "where t.plan.start < :until and coalesce(t.plan.end, t.plan.start + 1 hour) > :from"
            + " and exists (select 1 from t.assignees a where a.sub = :sub) order by t.plan.start, t.id";

    private static final String LOCK = "select id from task where id = ?1 for no key update";
    private static final String LOCK_NEXT = "select id from task where id > ?1 order by id limit ?2 for no key update";

    /** @throws RuleBroken 404 where there is none */
    public Uni<Task> read(UUID id) {
        return whole(List.of(id)).map(found -> {
            if (found.isEmpty()) {
                throw RuleBroken.notFound("task", id);
            }
            return found.get(0);
        });
    }

    /** @throws RuleBroken 404 where there is none */
    public Uni<Task> lock(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, UUID.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull())
                .chain(() -> read(id));
    }

    /** Locks the tasks that come next by id, and loads them in that order. */
    Uni<List<Task>> lockNext(UUID last, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_NEXT, UUID.class)
                        .setParameter(1, last)
                        .setParameter(2, limit)
                        .getResultList())
                .chain(Tasks::whole)
                .map(found ->
                        found.stream().sorted(Comparator.comparing(Task::id)).toList());
    }

    /** A technician's visits that touch the time from one moment until another, in the order of their start. */
    public Uni<List<Task>> plannedFor(String sub, Instant from, Instant until) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(PLANNED, Task.class)
                        .setParameter("sub", sub)
                        .setParameter("from", from)
                        .setParameter("until", until)
                        .getResultList());
    }

    private static Uni<List<Task>> whole(List<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WHOLE + "where t.id in :ids", Task.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /** Loads the assignees of tasks that were loaded without them. */
    static Uni<Void> fetchAssignees(List<Task> tasks) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select t from Task t left join fetch t.assignees where t in :tasks", Task.class)
                        .setParameter("tasks", tasks)
                        .getResultList())
                .replaceWithVoid();
    }
}
