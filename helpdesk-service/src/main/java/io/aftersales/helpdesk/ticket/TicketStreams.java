package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.HelpdeskConfig;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.work.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Clock;
import java.util.UUID;

/** Opens streams of tickets for callers. */
@ApplicationScoped
class TicketStreams {

    private final Transactions transactions;
    private final TicketChanges changes;
    private final LiveTickets live;
    private final HelpdeskConfig config;
    private final Caller caller;
    private final Clock clock;

    TicketStreams(
            Transactions transactions,
            TicketChanges changes,
            LiveTickets live,
            HelpdeskConfig config,
            Caller caller,
            Clock clock) {
        this.transactions = transactions;
        this.changes = changes;
        this.live = live;
        this.config = config;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * A ticket's stream, from the place that the caller has seen last, or from now on. It ends when this replica is about to
     * end, to be opened again at another one.
     *
     * @param seen null for from now on
     */
    Multi<TicketEvent> of(UUID ticketId, Long seen) {
        TicketStream stream = new TicketStream(
                after -> transactions.read(() -> changes.after(ticketId, after)),
                () -> live.next(ticketId),
                config.streamHeartbeat(),
                caller.expiresAt(),
                clock,
                MutinyHelper.executor(Vertx.currentContext()),
                seen);
        return Multi.createBy()
                .repeating()
                .uni(stream::next)
                .whilst(events -> !stream.isOver() && !live.isLeaving())
                .onItem()
                .transformToIterable(events -> events);
    }
}
