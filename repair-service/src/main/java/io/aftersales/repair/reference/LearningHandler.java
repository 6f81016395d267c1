package io.aftersales.repair.reference;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Learns the records of another service from one type of message. */
final class LearningHandler<T, E extends Learned<T>> implements MessageHandler<T> {

    private final MessageType<T> type;
    private final Class<E> entityClass;
    private final Supplier<E> blank;
    private final Function<T, UUID> idOf;

    LearningHandler(MessageType<T> type, Class<E> entityClass, Supplier<E> blank, Function<T, UUID> idOf) {
        this.type = type;
        this.entityClass = entityClass;
        this.blank = blank;
        this.idOf = idOf;
    }

    @Override
    public MessageType<T> type() {
        return type;
    }

    @Override
    public Uni<Void> lock(List<T> batch, Work work) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select e from " + entityClass.getSimpleName() + " e where e.id in :ids order by e.id",
                                entityClass)
                        .setParameter("ids", batch.stream().map(idOf).toList())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> handle(Incoming<T> message, Work work) {
        T told = message.payload();
        return Panache.getSession()
                .chain(session -> session.find(entityClass, idOf.apply(told)).chain(known -> {
                    if (known == null) {
                        E fresh = blank.get();
                        fresh.learnFirst(idOf.apply(told), message.sequence(), told);
                        return session.persist(fresh);
                    }
                    known.learn(message.sequence(), told);
                    return Uni.createFrom().voidItem();
                }));
    }
}
