package io.aftersales.platform.reference;

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

/**
 * Learns the records of another service from one type of message.
 *
 * @param <T> the message
 * @param <E> the record
 */
public class LearningHandler<T, E extends Learned<T>> implements MessageHandler<T> {

    private final MessageType<T> type;
    private final Class<E> entityClass;
    private final Supplier<E> blank;
    private final Function<T, UUID> idOf;

    public LearningHandler(MessageType<T> type, Class<E> entityClass, Supplier<E> blank, Function<T, UUID> idOf) {
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
        UUID id = idOf.apply(message.payload());
        return Panache.getSession()
                .chain(session -> session.find(entityClass, id).chain(known -> {
                    E record = known == null ? blank.get() : known;
                    record.learn(id, message.sequence(), message.payload());
                    return known == null
                            ? session.persist(record)
                            : Uni.createFrom().voidItem();
                }));
    }
}
