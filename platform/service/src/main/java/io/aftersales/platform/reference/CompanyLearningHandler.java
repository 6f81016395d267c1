package io.aftersales.platform.reference;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Learns the settings of our company.
 *
 * @param <T> the message
 * @param <E> the settings
 */
public class CompanyLearningHandler<T, E extends LearnedCompany<T>> implements MessageHandler<T> {

    private final MessageType<T> type;
    private final Class<E> entityClass;
    private final Supplier<E> blank;
    private final Function<T, UUID> idOf;

    public CompanyLearningHandler(
            MessageType<T> type, Class<E> entityClass, Supplier<E> blank, Function<T, UUID> idOf) {
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
    public Uni<Void> handle(Incoming<T> message, Work work) {
        UUID id = idOf.apply(message.payload());
        return Panache.getSession()
                .chain(session -> session.find(entityClass, LearnedCompany.ONLY_ROW)
                        .chain(known -> {
                            E settings = known == null ? blank.get() : known;
                            settings.learn(id, message.sequence(), message.payload());
                            return known == null
                                    ? session.persist(settings)
                                    : Uni.createFrom().voidItem();
                        }));
    }
}
