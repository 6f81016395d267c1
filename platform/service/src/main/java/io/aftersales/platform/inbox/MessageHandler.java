package io.aftersales.platform.inbox;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;

import java.util.List;

/**
 * What a service does about one type of message. Every bean of this type is found, and its topic is read by the service.
 *
 * <p>Both methods run inside the transaction that also stores the message's id, so a handler's effect happens exactly once.
 * A handler decides before it changes anything: what it throws then leaves nothing behind.
 */
public interface MessageHandler<T> {

    MessageType<T> type();

    /**
     * Locks, in the order of their ids and with one query, all aggregates that a batch of messages will change, so that
     * batches and requests never wait for each other crosswise. Called once per batch, before any of its messages is handled;
     * handlers are asked in the order of {@link #lockOrder()}.
     */
    default Uni<Void> lock(List<T> batch, Work work) {
        return Uni.createFrom().voidItem();
    }

    /**
     * The lock that this handler shares with those of other messages, because they change the same aggregates: it is asked
     * once for all their messages of a batch, before {@link #lock}. Null if it shares none.
     */
    default SharedLock<? super T> sharedLock() {
        return null;
    }

    /** Locks, in the order of their ids and with one query, what messages of several types change. */
    @FunctionalInterface
    interface SharedLock<S> {
        Uni<Void> lock(List<? extends S> batch);
    }

    /** Place of this handler's aggregates in the service's order of locks; lower ones are locked first. */
    default int lockOrder() {
        return 0;
    }

    /** Has the message's effect. A failure other than a transient one makes a dead letter after a few attempts. */
    Uni<Void> handle(Incoming<T> message, Work work);
}
