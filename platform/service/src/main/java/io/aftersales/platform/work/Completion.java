package io.aftersales.platform.work;

import io.aftersales.platform.database.Sql;
import io.aftersales.platform.outbox.Outbox;
import io.aftersales.platform.outbox.OutgoingMessage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * What a transaction still has to do before it commits: draw numbers, let the messages be made, write entities and messages.
 * In that order, and the numbers in the order of their counters' names, so that two transactions never wait for each other
 * crosswise.
 */
final class Completion {

    /** Waiters for a row queue at an update; an insert with {@code on conflict do update} wakes them all at each commit. */
    private static final String DRAW = "update number_counter set value = value + $2 where name = $1 returning value";

    private static final String DRAW_FIRST = """
            insert into number_counter as counter (name, value) values ($1, $2)
            on conflict (name) do update set value = counter.value + excluded.value
            returning value""";

    private final Outbox outbox;
    private final Map<String, List<LongConsumer>> numbers = new TreeMap<>();
    private final List<Supplier<OutgoingMessage>> messages = new ArrayList<>();
    private final List<Object> entities = new ArrayList<>();
    private final Map<Class<?>, List<Object>> bulks = new LinkedHashMap<>();
    private final List<Supplier<Uni<Void>>> lastSteps = new ArrayList<>();
    private final List<Runnable> stepsAfterCommit = new ArrayList<>();

    Completion(Outbox outbox) {
        this.outbox = outbox;
    }

    void number(String counter, LongConsumer assign) {
        numbers.computeIfAbsent(counter, name -> new ArrayList<>()).add(assign);
    }

    void tell(Supplier<OutgoingMessage> message) {
        messages.add(message);
    }

    void persist(Object entity) {
        entities.add(entity);
    }

    void insert(List<?> newEntities) {
        newEntities.forEach(entity -> bulks.computeIfAbsent(entity.getClass(), type -> new ArrayList<>())
                .add(entity));
    }

    void beforeCommit(Supplier<Uni<Void>> step) {
        lastSteps.add(step);
    }

    void afterCommit(Runnable step) {
        stepsAfterCommit.add(step);
    }

    void committed() {
        stepsAfterCommit.forEach(Runnable::run);
    }

    boolean hasMessages() {
        return !messages.isEmpty();
    }

    Uni<Void> run(Mutiny.Session session) {
        return Multi.createFrom()
                .iterable(numbers.entrySet())
                .onItem()
                .transformToUniAndConcatenate(counter -> draw(session, counter.getKey(), counter.getValue()))
                .collect()
                .last()
                .chain(() -> {
                    List<OutgoingMessage> made =
                            messages.stream().map(Supplier::get).toList();
                    return session.persistAll(entities.toArray())
                            .chain(session::flush)
                            .chain(() -> insertBulks(session))
                            .chain(() -> outbox.store(session, made));
                })
                .chain(() -> Multi.createFrom()
                        .iterable(lastSteps)
                        .onItem()
                        .transformToUniAndConcatenate(Supplier::get)
                        .collect()
                        .last());
    }

    private Uni<Void> insertBulks(Mutiny.Session session) {
        return Multi.createFrom()
                .iterable(bulks.values())
                .onItem()
                .transformToUniAndConcatenate(bulk -> new BulkInsert(session).insert(bulk))
                .collect()
                .last();
    }

    private static Uni<Void> draw(Mutiny.Session session, String counter, List<LongConsumer> assigns) {
        long many = assigns.size();
        return Sql.column(session, Long.class, DRAW, counter, many)
                .chain(last -> last.isEmpty()
                        ? Sql.column(session, Long.class, DRAW_FIRST, counter, many)
                        : Uni.createFrom().item(last))
                .invoke(last -> {
                    long next = last.get(0) - many;
                    for (LongConsumer assign : assigns) {
                        assign.accept(++next);
                    }
                })
                .replaceWithVoid();
    }
}
