package io.aftersales.platform.work;

import com.fasterxml.jackson.core.JacksonException;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import org.hibernate.StaleStateException;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What a failed transaction means. A transient failure says nothing about the message or request: the same change may well
 * succeed later, so it is retried for as long as it takes and never dead-lettered.
 */
public final class Failures {

    /** serialization_failure and deadlock_detected: PostgreSQL asks for the transaction to be run again. */
    private static final Set<String> RUN_AGAIN = Set.of("40001", "40P01");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String UNIQUE_VIOLATION = "23505";

    /**
     * Connection trouble, not let in, no such database, out of resources (disk full, too many clients), operator intervention,
     * system error.
     */
    private static final Set<String> AWAY = Set.of("08", "28", "3D", "53", "57", "58");

    /** What the client says of a connection that broke before the statement, such as the rollback after a failure. */
    private static final String CONNECTION_GONE = "Connection is not active now";

    /** A database that takes no connections, a server that only reads (a standby), a session that was idle for too long. */
    private static final Set<String> AWAY_AS_WELL = Set.of("55000", "25006", "25P03");

    private Failures() {}

    /** The transaction lost against another one, or its database is away for the moment. */
    public static boolean isTransient(Throwable failure) {
        return mayBeRunAgain(failure) || isConcurrentChange(failure) || isAway(failure);
    }

    /** A row was held by somebody else for longer than we wait. */
    public static boolean isLockTimeout(Throwable failure) {
        return LOCK_NOT_AVAILABLE.equals(sqlState(failure));
    }

    /** The same was written before, perhaps by somebody whose transaction was still open when ours looked. */
    public static boolean isUniqueViolation(Throwable failure) {
        return UNIQUE_VIOLATION.equals(sqlState(failure));
    }

    static boolean mayBeRunAgain(Throwable failure) {
        String state = sqlState(failure);
        return state != null && RUN_AGAIN.contains(state);
    }

    /** Somebody else changed the row, or holds it for longer than we wait. */
    static boolean isConcurrentChange(Throwable failure) {
        return mayBeRunAgain(failure)
                || isLockTimeout(failure)
                || has(failure, OptimisticLockException.class)
                || has(failure, StaleStateException.class);
    }

    private static boolean isAway(Throwable failure) {
        String state = sqlState(failure);
        if (state != null) {
            return AWAY.contains(state.substring(0, 2)) || AWAY_AS_WELL.contains(state);
        }
        return isTroubleOnTheWire(failure)
                || has(failure, TimeoutException.class)
                || has(failure, VertxException.class)
                // The pool's own time-out and a broken connection are failures without a type of their own.
                || causes(failure)
                        .anyMatch(cause -> "Timeout".equals(cause.getMessage())
                                || String.valueOf(cause.getMessage()).startsWith(CONNECTION_GONE));
    }

    /** Jackson's failures are IOExceptions too, but they are about the message: it would never get better. */
    private static boolean isTroubleOnTheWire(Throwable failure) {
        return has(failure, IOException.class) && !has(failure, JacksonException.class);
    }

    /** Hibernate Reactive hides the driver's failure behind an SQLException of its own making. */
    private static String sqlState(Throwable failure) {
        return causes(failure)
                .map(Failures::ownSqlState)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String ownSqlState(Throwable failure) {
        if (failure instanceof PgException pg) {
            return pg.getSqlState();
        }
        return failure instanceof SQLException sql ? sql.getSQLState() : null;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    /** The failure and what caused it; of several at once, as when the rollback fails as well, the causes of each. */
    private static Stream<Throwable> causes(Throwable failure) {
        if (failure == null) {
            return Stream.empty();
        }
        Stream<Throwable> deeper = failure instanceof CompositeException several
                ? several.getCauses().stream().flatMap(Failures::causes)
                : causes(failure.getCause());
        return Stream.concat(Stream.of(failure), deeper);
    }
}
