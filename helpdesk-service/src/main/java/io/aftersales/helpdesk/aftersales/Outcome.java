package io.aftersales.helpdesk.aftersales;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one type of message means to the tickets of one after-sales service.
 *
 * @param answers whether it is an answer, which finishes the action
 * @param noteworthy whether the chatter tells it although it brings its document into no other state
 * @param news what it tells about a document; null if nothing
 * @param facts what it teaches about a customer; null if nothing
 */
record Outcome<T extends OfAction>(
        AfterSalesService<?> service,
        MessageType<T> type,
        boolean answers,
        boolean noteworthy,
        Function<T, News> news,
        Function<T, List<Fact>> facts) {

    static <T extends OfAction> Outcome<T> of(AfterSalesService<?> service, MessageType<T> type) {
        return new Outcome<>(service, type, false, false, null, null);
    }

    Outcome<T> answering() {
        return new Outcome<>(service, type, true, noteworthy, news, facts);
    }

    Outcome<T> noting() {
        return new Outcome<>(service, type, answers, true, news, facts);
    }

    Outcome<T> telling(Function<T, News> what) {
        return new Outcome<>(service, type, answers, noteworthy, what, facts);
    }

    Outcome<T> teaching(Function<T, List<Fact>> what) {
        return new Outcome<>(service, type, answers, noteworthy, news, what);
    }

    Optional<News> newsOf(T payload) {
        return Optional.ofNullable(news).map(told -> told.apply(payload));
    }

    List<Fact> factsOf(T payload) {
        return facts == null ? List.of() : facts.apply(payload);
    }
}
