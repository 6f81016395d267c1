package io.aftersales.fieldservice.task;

import io.aftersales.fieldservice.technician.Technicians;
import io.aftersales.platform.rest.Warning;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

import java.util.List;
import java.util.UUID;

/**
 * When technicians are taken by open tasks. To plan one twice is allowed and warned of, also when two do it at the same moment
 * or in one transaction: the technicians are locked, and bookings are written at once, before their tasks are (no query here
 * flushes what else the transaction has changed).
 */
@ApplicationScoped
class Bookings {

    private static final String FREE = "delete from booking where task_id = ?1";

    private static final String BOOK = """
            insert into booking (task_id, sub, starts, ends)
            select ?1, sub, ?3, ?4 from unnest(cast(?2 as text[])) as technician (sub)""";

    private static final String CLASHES = """
            select technician.name, coalesce(task.number, 'another task of this moment'), other.starts, other.ends
            from booking own
            join booking other on other.sub = own.sub and other.task_id <> own.task_id
                and other.starts < own.ends and own.starts < other.ends
            join technician on technician.sub = own.sub
            left join task on task.id = other.task_id
            where own.task_id = ?1
            order by technician.name, other.starts, other.task_id
            limit 20""";

    private final Technicians technicians;

    Bookings(Technicians technicians) {
        this.technicians = technicians;
    }

    /** Books the technicians of a task for its plan, and says whom that books twice. */
    Uni<List<Warning>> book(Task task) {
        if (task.isClosed() || !task.plan().isMade() || task.assigneeIds().isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return technicians
                .lock(task.assigneeIds())
                .chain(Panache::getSession)
                .chain(session -> book(session, task).chain(() -> clashes(session, task.id())));
    }

    /** The same, instead of whatever was booked for the task before. */
    Uni<List<Warning>> bookAnew(Task task) {
        return Panache.getSession().chain(session -> free(session, task)).chain(() -> book(task));
    }

    private static Uni<Integer> free(Mutiny.Session session, Task task) {
        return session.createNativeQuery(FREE)
                .setFlushMode(FlushMode.MANUAL)
                .setParameter(1, task.id())
                .executeUpdate();
    }

    private static Uni<Integer> book(Mutiny.Session session, Task task) {
        return session.createNativeQuery(BOOK)
                .setFlushMode(FlushMode.MANUAL)
                .setParameter(1, task.id())
                .setParameter(2, task.assigneeIds().toArray(String[]::new))
                .setParameter(3, task.plan().start())
                .setParameter(4, task.plan().busyUntil())
                .executeUpdate();
    }

    private static Uni<List<Warning>> clashes(Mutiny.Session session, UUID taskId) {
        return session.createNativeQuery(CLASHES, Object[].class)
                .setFlushMode(FlushMode.MANUAL)
                .setParameter(1, taskId)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Warning(
                                "double-booked",
                                "%s is planned for %s as well, from %s to %s"
                                        .formatted(row[0], row[1], row[2], row[3])))
                        .toList());
    }
}
