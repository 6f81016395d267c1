package io.aftersales.platform.inbox;

import io.aftersales.platform.database.Sql;
import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Failures;
import io.aftersales.platform.work.NotKnownYet;
import io.aftersales.platform.work.Transactions;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.UUID;

/**
 * Tries commands again that were set aside ({@link NotKnownYet}), in the order in which they came. Each is a transaction with its
 * row's removal, and its row is held meanwhile: of several replicas one has it. It is executed once the records that it names
 * have come, rejected as the handler says when they have not come in time, and a dead letter when the handler fails.
 */
@ApplicationScoped
class SetAsideCommands {

    private static final Logger LOG = Logger.getLogger(SetAsideCommands.class);

    private static final String WAITING = "select message_id from set_aside_command order by message_id limit 200";

    private static final String HOLD = """
            select message_id, topic, kafka_partition, kafka_offset, key, headers, payload
            from set_aside_command where message_id = ?1 for update skip locked""";

    /** By the clock that the row was stamped by: the service's own may be off. */
    private static final String OVERDUE = """
            select message_id from set_aside_command
            where message_id = $1 and set_aside_at < clock_timestamp() - make_interval(secs => $2)""";

    private final Transactions transactions;
    private final BatchTransaction batchTransaction;
    private final DeadLetters deadLetters;
    private final HeadersJson headers;
    private final Duration patience;

    SetAsideCommands(
            Transactions transactions,
            BatchTransaction batchTransaction,
            DeadLetters deadLetters,
            HeadersJson headers,
            @ConfigProperty(name = "aftersales.inbox.set-aside-for", defaultValue = "30s") Duration patience) {
        this.transactions = transactions;
        this.batchTransaction = batchTransaction;
        this.deadLetters = deadLetters;
        this.headers = headers;
        this.patience = patience;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tryAgain() {
        return transactions
                .read(() -> Panache.getSession()
                        .chain(session ->
                                session.createNativeQuery(WAITING, UUID.class).getResultList()))
                .chain(waiting -> Multi.createFrom()
                        .iterable(waiting)
                        .onItem()
                        .transformToUniAndConcatenate(this::tryAgain)
                        .collect()
                        .last())
                .replaceWithVoid()
                .onFailure()
                .invoke(away -> LOG.warnf("commands that were set aside wait on: %s", away.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> tryAgain(UUID id) {
        return transactions
                .once(Cause.none(), work -> held(id).chain(command -> execute(command, work)))
                .onFailure(failure -> !Failures.isTransient(failure))
                .recoverWithUni(failure -> transactions.once(
                        Cause.none(), work -> held(id).chain(command -> bury(command, failure, work))));
    }

    private Uni<Void> execute(SetAsideCommand command, Work work) {
        if (command == null) {
            return Uni.createFrom().voidItem();
        }
        return batchTransaction
                .replay(command.record(headers), work)
                .chain(() -> remove(command))
                .onFailure(NotKnownYet.class)
                .recoverWithUni(unknown -> isOverdue(command)
                        .chain(overdue -> overdue
                                ? batchTransaction
                                        .reject(command.record(headers), unknown, work)
                                        .chain(() -> remove(command))
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> bury(SetAsideCommand command, Throwable failure, Work work) {
        if (command == null) {
            return Uni.createFrom().voidItem();
        }
        return deadLetters
                .add(command.record(headers), "handler-failed", String.valueOf(failure.getMessage()), work)
                .chain(() -> remove(command));
    }

    private Uni<Boolean> isOverdue(SetAsideCommand command) {
        double seconds = patience.toMillis() / 1e3;
        return Panache.getSession()
                .chain(session -> Sql.column(session, UUID.class, OVERDUE, command.messageId(), seconds))
                .map(found -> !found.isEmpty());
    }

    private static Uni<SetAsideCommand> held(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD, SetAsideCommand.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull());
    }

    private static Uni<Void> remove(SetAsideCommand command) {
        return Panache.getSession().chain(session -> session.remove(command));
    }
}
