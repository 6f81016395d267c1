package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.aftersales.task.OpenTasks;
import io.aftersales.helpdesk.stage.Stages;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.work.Transactions;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Closes tickets on which nothing has happened for as long as their team wants to wait. Every replica looks for them; each is
 * closed in a transaction of its own, under its lock, and one that another replica has in hand is left to it.
 */
@ApplicationScoped
class AutoClosing {

    private static final Logger LOG = Logger.getLogger(AutoClosing.class);

    private static final Requester ITSELF = new Requester(null, "helpdesk");

    private static final String NEXT = """
            select ticket.id from ticket join team on team.id = ticket.team_id
            where ticket.id > ?1 and ticket.closed_at is null
                and ticket.last_activity_at <= cast(?2 as timestamptz) - team.close_after_days * interval '24 hours'
                and exists (
                    select from team_close_from_stage allowed
                    where allowed.team_id = team.id and allowed.stage_id = ticket.stage_id)
                and %s
            order by ticket.id limit 1
            for no key update of ticket skip locked""".formatted(OpenTasks.NONE_OF_TICKET);

    private final Transactions transactions;
    private final TicketDesk desk;
    private final Stages stages;
    private final OpenTasks openTasks;
    private final Clock clock;

    AutoClosing(Transactions transactions, TicketDesk desk, Stages stages, OpenTasks openTasks, Clock clock) {
        this.transactions = transactions;
        this.desk = desk;
        this.stages = stages;
        this.openTasks = openTasks;
        this.clock = clock;
    }

    /** Closes all that there are, in the order of their ids; one that cannot be closed is passed over until the next time. */
    @Scheduled(every = "${helpdesk.auto-close-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> closeAll() {
        Round round = new Round();
        return Multi.createBy()
                .repeating()
                .uni(() -> round.closeNext())
                .whilst(found -> found)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** One way through the tickets. */
    private final class Round {

        private UUID last = new UUID(0, 0);

        Uni<Boolean> closeNext() {
            UUID before = last;
            return transactions
                    .write(this::closeNext)
                    .onFailure()
                    .invoke(failure ->
                            LOG.warnf("automatic closing, after ticket %s: %s", before, failure.getMessage()))
                    .onFailure()
                    .recoverWithItem(() -> !last.equals(before));
        }

        private Uni<Boolean> closeNext(Work work) {
            return Panache.getSession()
                    .chain(session -> session.createNativeQuery(NEXT, UUID.class)
                            .setParameter(1, last)
                            .setParameter(2, clock.instant())
                            .getSingleResultOrNull())
                    .chain(id -> {
                        if (id == null) {
                            return Uni.createFrom().item(false);
                        }
                        last = id;
                        return close(id, work).replaceWith(true);
                    });
        }
    }

    /** A task may have been asked for just before the ticket was locked: whoever asks for one holds that lock. */
    private Uni<Void> close(UUID id, Work work) {
        return openTasks
                .of(id)
                .chain(open -> open.isEmpty()
                        ? Tickets.whole(List.of(id)).chain(found -> close(found.get(0), work))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> close(Ticket ticket, Work work) {
        Optional<UUID> target = ticket.team().closesTo();
        return target.isEmpty()
                ? Uni.createFrom().voidItem()
                : stages.named(target.get(), true)
                        .chain(stage -> desk.move(ticket, stage, reason(ticket), ITSELF, work))
                        .invoke(() -> ticket.tellChanged(work));
    }

    private static String reason(Ticket ticket) {
        return "nothing has happened for %d days".formatted(ticket.team().closeAfterDays());
    }
}
