package io.aftersales.testkit;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import org.awaitility.Awaitility;

import java.time.Duration;

/**
 * In every {@code @QuarkusTest}, what is awaited without a time of its own may take half a minute: a message's way through
 * broker and database takes longer than Awaitility's ten seconds when a test machine is busy.
 */
public final class PatientTests implements QuarkusTestBeforeClassCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public void beforeClass(Class<?> testClass) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
