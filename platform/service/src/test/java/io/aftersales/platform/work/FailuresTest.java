package io.aftersales.platform.work;

import com.fasterxml.jackson.core.JsonParseException;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import org.hibernate.StaleObjectStateException;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

class FailuresTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08001", "28P01", "28000", "3D000", "53100", "53300", "55000", "57P01", "57P03", "58030",
                "25P03", "25006", "40001", "40P01", "55P03",
            })
    void waitsForADatabaseThatIsAwayOrBusy(String state) {
        assertThat(Failures.isTransient(new PgException("away", "FATAL", state, null)))
                .isTrue();
        assertThat(Failures.isTransient(asHibernateReactiveWrapsIt(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "23503", "22001", "22P02", "42P01", "42601", "54000", "XX000"})
    void givesUpWhatTheDatabaseRefuses(String state) {
        assertThat(Failures.isTransient(new PgException("refused", "ERROR", state, null)))
                .isFalse();
        assertThat(Failures.isTransient(asHibernateReactiveWrapsIt(state))).isFalse();
    }

    @Test
    void waitsForAConnection() {
        assertThat(Failures.isTransient(new ConnectException("refused"))).isTrue();
        assertThat(Failures.isTransient(new IllegalStateException(new ClosedChannelException())))
                .isTrue();
        assertThat(Failures.isTransient(new IOException("Connection reset by peer")))
                .isTrue();
        assertThat(Failures.isTransient(new VertxException("Connection was closed")))
                .isTrue();
        assertThat(Failures.isTransient(new TimeoutException())).isTrue();
        assertThat(Failures.isTransient(new NoStackTraceThrowable("Timeout"))).isTrue();
    }

    @Test
    void waitsWhenTheConnectionIsGoneAtTheCommitAndTheRollbackFailsAsWell() {
        Throwable gone = new NoStackTraceThrowable("Connection is not active now, current status: CLOSED");
        Throwable open = new IllegalStateException("HR000090: Live transaction detected while closing the connection");
        assertThat(Failures.isTransient(gone)).isTrue();
        assertThat(Failures.isTransient(new CompositeException(gone, open))).isTrue();
        assertThat(Failures.isTransient(new CompositeException(open, gone))).isTrue();
        assertThat(Failures.isTransient(new CompositeException(new IllegalStateException("a bug"), open)))
                .isFalse();
    }

    @Test
    void runsAgainWhatLostAgainstAnotherChange() {
        assertThat(Failures.isTransient(new OptimisticLockException())).isTrue();
        assertThat(Failures.isTransient(new StaleObjectStateException("Parcel", "id")))
                .isTrue();
        assertThat(Failures.isConcurrentChange(asHibernateReactiveWrapsIt("40P01")))
                .isTrue();
        assertThat(Failures.isLockTimeout(asHibernateReactiveWrapsIt("55P03"))).isTrue();
        assertThat(Failures.mayBeRunAgain(asHibernateReactiveWrapsIt("55P03"))).isFalse();
    }

    @Test
    void givesUpABugAndAMessageThatCannotBeWritten() {
        assertThat(Failures.isTransient(new IllegalStateException("a bug"))).isFalse();
        assertThat(Failures.isTransient(new NullPointerException())).isFalse();
        assertThat(Failures.isTransient(new IllegalStateException(new JsonParseException(null, "unwritable"))))
                .isFalse();
    }

    private static RuntimeException asHibernateReactiveWrapsIt(String state) {
        return new LockAcquisitionException("error executing SQL statement", new SQLException("text", state), "select");
    }
}
