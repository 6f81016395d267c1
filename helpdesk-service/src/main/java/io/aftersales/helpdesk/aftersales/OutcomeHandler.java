package io.aftersales.helpdesk.aftersales;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;

import java.util.List;

/** Takes in the messages of one type. */
final class OutcomeHandler<T extends OfAction> implements MessageHandler<T> {

    private final Outcome<T> outcome;
    private final Results results;
    private final CustomerFacts facts;

    OutcomeHandler(Outcome<T> outcome, Results results, CustomerFacts facts) {
        this.outcome = outcome;
        this.results = results;
        this.facts = facts;
    }

    @Override
    public MessageType<T> type() {
        return outcome.type();
    }

    @Override
    public SharedLock<OfAction> sharedLock() {
        return results;
    }

    /** Learns the facts of the whole batch at once: they only accumulate, so neither order nor repetition matters. */
    @Override
    public Uni<Void> lock(List<T> batch, Work work) {
        return facts.learn(taughtBy(batch));
    }

    @Override
    public Uni<Void> handle(Incoming<T> message, Work work) {
        return results.takeIn(outcome, message, work);
    }

    private List<Fact> taughtBy(List<T> batch) {
        return batch.stream()
                .flatMap(message -> outcome.factsOf(message).stream())
                .toList();
    }
}
