package io.aftersales.platform.work;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.outbox.OutgoingMessage;
import io.smallrye.mutiny.Uni;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One change within a database transaction: a REST request, or one message of a batch. What it wants to say to others is
 * collected here and written to the outbox when the transaction completes, after all numbers were drawn.
 */
public final class Work {

    private final Completion completion;
    private final Cause cause;

    Work(Completion completion, Cause cause) {
        this.completion = completion;
        this.cause = cause;
    }

    public Cause cause() {
        return cause;
    }

    /** The same transaction, for another reason: a batch holds many. */
    public Work because(Cause other) {
        return new Work(completion, other);
    }

    /**
     * Publishes an event about an aggregate, which must be locked by this transaction or new in it. The aggregate's next
     * {@code sequence} is taken, and the payload made, when the transaction completes: it holds the numbers drawn by then.
     */
    public <T> void publish(Aggregate aggregate, MessageType<T> type, Supplier<T> payload) {
        completion.tell(() -> {
            T made = payload.get();
            String id = aggregate.id().toString();
            return message(type, id, id, made, aggregate.nextEventSequence());
        });
    }

    /**
     * Publishes the present state of a locked aggregate again, under the {@code sequence} that it already has; one that was
     * never told about, because its events are newer than it, is told about for the first time.
     */
    public <T> void republish(Aggregate aggregate, MessageType<T> type, T payload) {
        if (aggregate.eventSequence() == 0) {
            publish(aggregate, type, () -> payload);
            return;
        }
        String id = aggregate.id().toString();
        completion.tell(() -> message(type, id, id, payload, aggregate.eventSequence()));
    }

    /** Sends a command, keyed by the aggregate that it is about. */
    public <T> void send(MessageType<T> type, UUID key, T payload) {
        send(type, key.toString(), payload);
    }

    /** Sends a message that is about no aggregate of ours. */
    public <T> void send(MessageType<T> type, String key, T payload) {
        completion.tell(() -> message(type, key, key, payload, null));
    }

    /** Answers a command with a rejection: subject and key are the action, and there is no sequence. */
    public <T> void answer(MessageType<T> type, UUID actionId, T payload) {
        send(type, actionId, payload);
    }

    /**
     * Gives a number when the transaction completes: gapless, because the counter's row stays locked until the commit, and
     * late, so that it is locked for as short as can be.
     *
     * @param counter name of the counter, such as {@code RINV/2026}
     * @param format of the number, such as {@code RINV/2026/%05d}
     */
    public void number(String counter, String format, Consumer<String> assign) {
        completion.number(counter, value -> assign.accept(String.format(Locale.ROOT, format, value)));
    }

    /**
     * Stores a new entity when the transaction completes, in the order of these calls, after its number was drawn and its
     * events were counted: it is written once, where one that was persisted before would be written and then changed.
     */
    public void persist(Object entity) {
        completion.persist(entity);
    }

    /**
     * Stores new entities with one statement for each class when the transaction completes, whichever messages of a batch they
     * come from: after those of {@link #persist}, and the classes in the order in which they were first named. Nothing is
     * cascaded, and the session does not hold them: for what comes in numbers and is not looked at again.
     */
    public void insert(List<?> newEntities) {
        completion.insert(newEntities);
    }

    /** Runs a last step in the transaction, after numbers were drawn and entities and messages were written. */
    public void beforeCommit(Supplier<Uni<Void>> step) {
        completion.beforeCommit(step);
    }

    /** Runs when the transaction has committed: for what must not be said or counted of an attempt that was rolled back. */
    public void afterCommit(Runnable step) {
        completion.afterCommit(step);
    }

    private <T> OutgoingMessage message(MessageType<T> type, String key, String subject, T payload, Long sequence) {
        UUID answered = payload instanceof OfAction ofAction ? OfAction.answeredBy(ofAction) : null;
        String action = answered == null ? cause.correlationId() : answered.toString();
        return new OutgoingMessage(
                Ids.next(),
                type.topic(),
                key,
                type.ceType(),
                subject,
                payload,
                sequence,
                action,
                cause.causationId(),
                cause.traceparent());
    }
}
