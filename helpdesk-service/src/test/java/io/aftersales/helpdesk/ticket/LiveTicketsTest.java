package io.aftersales.helpdesk.ticket;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

class LiveTicketsTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final LiveTickets live = new LiveTickets();
    private final UUID ticket = UUID.randomUUID();
    private final UUID action = UUID.randomUUID();

    @Test
    void letsGoWhoWaitsWhenTheReplicaIsAboutToEnd() {
        try (LiveTickets.NextChange change = live.next(ticket);
                LiveTickets.ActionNews news = live.newsOfActions(ticket)) {
            CompletableFuture<Void> changed = change.within(LONG).subscribeAsCompletionStage();
            CompletableFuture<Void> heard = news.of(action, LONG).subscribeAsCompletionStage();
            assertThat(changed).isNotDone();
            assertThat(heard).isNotDone();
            assertThat(live.isLeaving()).isFalse();

            live.leave(new ShutdownDelayInitiatedEvent());

            assertThat(changed).isCompleted();
            assertThat(heard).isCompleted();
            assertThat(live.isLeaving()).isTrue();
        }
    }

    @Test
    void letsNobodyWaitFromThenOn() {
        try (LiveTickets.NextChange change = live.next(ticket);
                LiveTickets.ActionNews news = live.newsOfActions(ticket)) {
            live.leave(new ShutdownDelayInitiatedEvent());

            assertThat(change.within(LONG).subscribeAsCompletionStage()).isCompleted();
            assertThat(news.of(action, LONG).subscribeAsCompletionStage()).isCompleted();
        }
    }
}
