package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.smallrye.mutiny.Uni;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One caller's stream, event loop bound. It registers for the ticket's next change, reads what changed, and, if nothing did,
 * waits for the change and reads again. Hints may be missed, so it reads at every heartbeat as well; each reading asks anew
 * whether the caller may see the ticket.
 */
final class TicketStream {

    private static final List<TicketEvent> OPENED = List.of(TicketEvent.comment("open"));
    private static final List<TicketEvent> HEARTBEAT = List.of(TicketEvent.comment("heartbeat"));

    private final Function<Long, Uni<List<TicketEvent>>> changesAfter;
    private final Supplier<LiveTickets.NextChange> registration;
    private final Duration heartbeat;
    private final Instant expiresAt;
    private final Clock clock;
    private final Executor home;

    private Long place;
    private boolean opened;
    private boolean over;

    /**
     * @param changesAfter reads the events after a place
     * @param expiresAt when the caller's token does
     * @param home where the caller's context is
     * @param seen the last place that the caller knows; null to start now
     */
    TicketStream(
            Function<Long, Uni<List<TicketEvent>>> changesAfter,
            Supplier<LiveTickets.NextChange> registration,
            Duration heartbeat,
            Instant expiresAt,
            Clock clock,
            Executor home,
            Long seen) {
        this.changesAfter = changesAfter;
        this.registration = registration;
        this.heartbeat = heartbeat;
        this.expiresAt = expiresAt;
        this.clock = clock;
        this.home = home;
        this.place = seen;
    }

    /** No event follows those that were read last. */
    boolean isOver() {
        return over;
    }

    /**
     * The next events, a heartbeat when there are none for a while, or the end.
     *
     * @throws RuleBroken when the stream cannot even be opened
     */
    Uni<List<TicketEvent>> next() {
        if (!clock.instant().isBefore(expiresAt)) {
            return Uni.createFrom().item(end("token-expired"));
        }
        LiveTickets.NextChange change = registration.get();
        return read().chain(events -> events.isEmpty()
                        ? afterSilence(change)
                        : Uni.createFrom().item(events))
                .onFailure(failure -> opened && isProblem(failure, GeneralProblem.NOT_FOUND))
                .recoverWithItem(() -> end(GeneralProblem.NOT_FOUND.code()))
                .onFailure(failure -> opened && isProblem(failure, GeneralProblem.SERVICE_UNAVAILABLE))
                .recoverWithUni(() -> await(change).replaceWith(HEARTBEAT))
                .onTermination()
                .invoke(change::close);
    }

    private Uni<List<TicketEvent>> afterSilence(LiveTickets.NextChange change) {
        if (!opened) {
            opened = true;
            return Uni.createFrom().item(OPENED);
        }
        return await(change).chain(this::read).map(events -> events.isEmpty() ? HEARTBEAT : events);
    }

    private Uni<List<TicketEvent>> read() {
        return changesAfter.apply(place).invoke(events -> {
            if (!events.isEmpty()) {
                place = events.get(events.size() - 1).place();
                opened = true;
            }
        });
    }

    private Uni<Void> await(LiveTickets.NextChange change) {
        Duration valid = Duration.between(clock.instant(), expiresAt);
        return change.within(valid.compareTo(heartbeat) < 0 ? valid : heartbeat).emitOn(home);
    }

    private List<TicketEvent> end(String code) {
        over = true;
        return List.of(TicketEvent.end(code));
    }

    private static boolean isProblem(Throwable failure, GeneralProblem problem) {
        return failure instanceof RuleBroken broken && broken.code() == problem;
    }
}
