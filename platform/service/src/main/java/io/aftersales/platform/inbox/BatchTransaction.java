package io.aftersales.platform.inbox;

import io.aftersales.platform.database.Sql;
import io.aftersales.platform.work.NotKnownYet;
import io.aftersales.platform.work.Work;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What happens to a batch of records inside its one transaction. */
@ApplicationScoped
class BatchTransaction {

    /**
     * Returns only the ids that are new. Never by catching a duplicate-key error, which would abort the transaction. In id
     * order: two replicas that claim the same ids must not wait for each other crosswise.
     */
    private static final String CLAIM = """
            insert into inbox (id) select distinct id from unnest(cast($1 as uuid[])) as message (id) order by id
            on conflict do nothing
            returning id""";

    private final Handlers handlers;
    private final DeadLetters deadLetters;
    private final HeadersJson headers;
    private final Tracer tracer;

    BatchTransaction(Handlers handlers, DeadLetters deadLetters, HeadersJson headers, OpenTelemetry telemetry) {
        this.handlers = handlers;
        this.deadLetters = deadLetters;
        this.headers = headers;
        this.tracer = telemetry.getTracer("io.aftersales.inbox");
    }

    /**
     * Stores the ids of the batch, drops what was seen before, puts aside what cannot be read, locks all aggregates that the
     * rest will change, and handles it in the order in which it came.
     */
    Uni<Void> run(List<Received> batch, Work work) {
        return claimNew(batch).chain(fresh -> {
            List<Delivery<?>> readable = new ArrayList<>(fresh.size());
            Map<Received, UnreadableMessageException> unreadable = new LinkedHashMap<>();
            for (Received record : fresh) {
                try {
                    readable.add(handlers.read(record));
                } catch (UnreadableMessageException failure) {
                    unreadable.put(record, failure);
                }
            }
            return sequentially(unreadable.entrySet(), entry -> {
                        UnreadableMessageException failure = entry.getValue();
                        return deadLetters.add(entry.getKey(), failure.reason(), failure.getMessage(), work);
                    })
                    .chain(() -> lock(readable, work))
                    .chain(() -> sequentially(
                            readable,
                            one -> one.handle(work, tracer)
                                    .onFailure(NotKnownYet.class)
                                    .recoverWithUni(() -> setAside(one.record()))));
        });
    }

    /** Runs one message again that was put aside; its id is in the inbox already. */
    Uni<Void> replay(Received record, Work work) {
        Delivery<?> delivery = handlers.read(record);
        return lock(List.of(delivery), work).chain(() -> delivery.handle(work, tracer));
    }

    /** Answers a command that names what never came. */
    Uni<Void> reject(Received record, NotKnownYet unknown, Work work) {
        handlers.read(record).reject(unknown, work);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> setAside(Received record) {
        return Panache.getSession().chain(session -> session.persist(new SetAsideCommand(record, headers)));
    }

    /** Puts a record among the dead letters, unless it was taken in or put there before. */
    Uni<Void> putAside(Received record, String reason, String detail, Work work) {
        return claimNew(List.of(record))
                .chain(fresh -> sequentially(fresh, one -> deadLetters.add(one, reason, detail, work)));
    }

    /** The records that were not seen before, in their order; of two with one id in one batch only the first counts. */
    private static Uni<List<Received>> claimNew(List<Received> records) {
        UUID[] ids = records.stream().map(Received::inboxId).toArray(UUID[]::new);
        return Panache.getSession()
                .chain(session -> Sql.column(session, UUID.class, CLAIM, (Object) ids))
                .map(claimed -> {
                    Set<UUID> fresh = new HashSet<>(claimed);
                    return records.stream()
                            .filter(record -> fresh.remove(record.inboxId()))
                            .toList();
                });
    }

    private static Uni<Void> lock(List<Delivery<?>> fresh, Work work) {
        Map<MessageHandler<?>, List<Object>> payloads = new LinkedHashMap<>();
        for (Delivery<?> delivery : fresh) {
            payloads.computeIfAbsent(delivery.handler(), handler -> new ArrayList<>())
                    .add(delivery.message().payload());
        }
        List<MessageHandler<?>> inOrder = payloads.keySet().stream()
                .sorted(Comparator.<MessageHandler<?>>comparingInt(MessageHandler::lockOrder)
                        .thenComparing(handler -> handler.type().name()))
                .toList();
        Set<MessageHandler.SharedLock<?>> held = new HashSet<>();
        return sequentially(inOrder, handler -> {
            MessageHandler.SharedLock<?> shared = handler.sharedLock();
            Uni<Void> first = shared != null && held.add(shared)
                    ? lockAll(shared, payloads)
                    : Uni.createFrom().voidItem();
            return first.chain(() -> lock(handler, payloads.get(handler), work));
        });
    }

    @SuppressWarnings("unchecked") // Every handler that shares the lock says that it can lock its payloads.
    private static <S> Uni<Void> lockAll(
            MessageHandler.SharedLock<S> lock, Map<MessageHandler<?>, List<Object>> payloads) {
        List<S> all = new ArrayList<>();
        payloads.forEach((handler, ofHandler) -> {
            if (handler.sharedLock() == lock) {
                all.addAll((List<S>) ofHandler);
            }
        });
        return lock.lock(all);
    }

    @SuppressWarnings("unchecked") // The payloads were read with the class that the handler's own type names.
    private static <T> Uni<Void> lock(MessageHandler<T> handler, List<Object> payloads, Work work) {
        return handler.lock((List<T>) payloads, work);
    }

    private static <T> Uni<Void> sequentially(Collection<T> items, Function<T, Uni<? extends Void>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step)
                .collect()
                .last();
    }
}
