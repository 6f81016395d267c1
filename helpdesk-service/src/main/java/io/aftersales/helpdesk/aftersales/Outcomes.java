package io.aftersales.helpdesk.aftersales;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.envelope.Rejection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The messages that one after-sales service listens to, and what each of them means to its tickets. */
public final class Outcomes {

    private final AfterSalesService<?> service;
    private final Map<MessageType<?>, Outcome<?>> byType = new LinkedHashMap<>();

    Outcomes(AfterSalesService<?> service) {
        this.service = service;
        service.listen(this);
    }

    /** This message says that the owner did what was asked: it finishes the action, and tells about a document. */
    public <T extends OfAction> void success(MessageType<T> type, Function<T, News> news) {
        this.<T>on(type, outcome -> outcome.answering().telling(news));
    }

    /** This message says that the owner refuses: it finishes the action. */
    public void rejection(MessageType<Rejection> type) {
        this.<Rejection>on(type, Outcome::answering);
    }

    /** This message tells what became of a document later on. */
    public <T extends OfAction> void later(MessageType<T> type, Function<T, News> news) {
        this.<T>on(type, outcome -> outcome.telling(news));
    }

    /** This message tells of something that happened to a document and left it in its state: the chatter says so all the same. */
    public <T extends OfAction> void incident(MessageType<T> type, Function<T, News> news) {
        this.<T>on(type, outcome -> outcome.noting().telling(news));
    }

    /** This message teaches something about a customer, whether or not it has to do with a ticket. */
    public <T extends OfAction> void fact(MessageType<T> type, Function<T, Fact> fact) {
        facts(type, message -> List.of(fact.apply(message)));
    }

    /** This message teaches several things about customers, whether or not it has to do with a ticket. */
    public <T extends OfAction> void facts(MessageType<T> type, Function<T, List<Fact>> facts) {
        this.<T>on(type, outcome -> outcome.teaching(facts));
    }

    Collection<Outcome<?>> all() {
        return byType.values();
    }

    @SuppressWarnings("unchecked") // An outcome is stored under its own message type.
    private <T extends OfAction> void on(MessageType<T> type, UnaryOperator<Outcome<T>> means) {
        Outcome<T> known = (Outcome<T>) byType.getOrDefault(type, Outcome.of(service, type));
        byType.put(type, means.apply(known));
    }
}
