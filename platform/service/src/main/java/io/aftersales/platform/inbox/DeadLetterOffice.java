package io.aftersales.platform.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What an operator does with dead letters. Each step is one transaction with the letter's removal. */
@ApplicationScoped
public class DeadLetterOffice {

    /** Whoever discards a command whose bytes name no action says which one waits for it; else the bytes count. */
    public record Discard(UUID actionId, UUID ticketId, String reason) {}

    private static final String BACK_TO_OUTBOX = """
            insert into outbox (id, aggregatetype, aggregateid, type, subject, correlation_id, causation_id, sequence,
                                traceparent, payload)
            select message_id, topic, convert_from(key, 'UTF8'), h ->> 'type', h ->> 'subject', h ->> 'correlationid',
                   h ->> 'causationid', cast(h ->> 'sequence' as bigint), h ->> 'traceparent', convert_from(payload, 'UTF8')
            from (select *, cast(headers as jsonb) as h from dead_letter where id = ?1) as letter""";

    private final Handlers handlers;
    private final DeadLetters deadLetters;
    private final BatchTransaction batchTransaction;

    DeadLetterOffice(Handlers handlers, DeadLetters deadLetters, BatchTransaction batchTransaction) {
        this.handlers = handlers;
        this.deadLetters = deadLetters;
        this.batchTransaction = batchTransaction;
    }

    /**
     * Gives an inbound letter to its handler again, or an outbound one to the relay. Nothing goes back to the topic, and the
     * inbox does not skip it.
     *
     * @throws RuleBroken 422 {@code replay-failed} if it cannot be read or breaks a rule; other failures of its handler come
     *     through as they are
     */
    public Uni<DeadLetter> replay(UUID id, Work work) {
        return locked(id)
                .call(letter -> letter.isInbound() ? handle(letter, work) : backToOutbox(letter))
                .call(DeadLetterOffice::remove);
    }

    /**
     * Gives a letter up. A command that came is answered with its rejection, code {@code discarded}, so that its action finishes.
     *
     * @throws RuleBroken 422 {@code action-unknown} if it is a command and neither its bytes nor the operator name the action;
     *     422 {@code action-waits} for one, or an answer to one, that was never sent: whom it was for knows of no action
     */
    public Uni<DeadLetter> discard(UUID id, Discard discard, Work work) {
        return locked(id)
                .invoke(letter -> {
                    if (letter.isInbound()) {
                        answerIfCommand(deadLetters.record(letter), discard, work);
                    } else if (isCommandOrRefusal(letter)) {
                        throw new RuleBroken(GeneralProblem.ACTION_WAITS, GeneralProblem.ACTION_WAITS.meaning());
                    }
                })
                .call(DeadLetterOffice::remove);
    }

    private Uni<Void> handle(DeadLetter letter, Work work) {
        return Uni.createFrom()
                .deferred(() -> batchTransaction.replay(deadLetters.record(letter), work))
                .onFailure(UnreadableMessageException.class)
                .transform(unreadable -> new RuleBroken(GeneralProblem.REPLAY_FAILED, unreadable.getMessage()))
                .onFailure(RuleBroken.class)
                .transform(broken -> new RuleBroken(GeneralProblem.REPLAY_FAILED, broken.getMessage()));
    }

    private static Uni<Void> backToOutbox(DeadLetter letter) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(BACK_TO_OUTBOX)
                        .setParameter(1, letter.id())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private void answerIfCommand(Received record, Discard discard, Work work) {
        CommandHandler<?> handler = handlers.commandHandler(record);
        if (handler == null) {
            return;
        }
        JsonNode command = handlers.anyJson(record.payload());
        UUID actionId = uuid(command.path("actionId"));
        UUID ticketId = uuid(command.path("ticketId"));
        if (actionId == null) {
            actionId = discard.actionId();
            ticketId = discard.ticketId();
        }
        if (actionId == null) {
            throw new RuleBroken(GeneralProblem.ACTION_UNKNOWN, GeneralProblem.ACTION_UNKNOWN.meaning());
        }
        String reason = discard.reason() == null ? "An operator discarded the command" : discard.reason();
        handler.reject(actionId, ticketId, "discarded", reason, work);
    }

    /** Events about an aggregate, which have a sequence, can be told again by republishing it. */
    private boolean isCommandOrRefusal(DeadLetter unsent) {
        JsonNode headers = handlers.anyJson(unsent.headers().getBytes(StandardCharsets.UTF_8));
        JsonNode message = handlers.anyJson(unsent.payload());
        return !headers.path("sequence").isNumber() && uuid(message.path("actionId")) != null;
    }

    private static UUID uuid(JsonNode node) {
        try {
            return node.isTextual() ? UUID.fromString(node.textValue()) : null;
        } catch (IllegalArgumentException notAUuid) {
            return null;
        }
    }

    private static Uni<DeadLetter> locked(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(DeadLetter.class, id, LockModeType.PESSIMISTIC_WRITE))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("dead letter", id));
    }

    private static Uni<Void> remove(DeadLetter letter) {
        return Panache.getSession().chain(session -> session.remove(letter));
    }
}
