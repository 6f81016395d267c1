package io.aftersales.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Optional;

/**
 * Whether the relay reached the broker the last time that it had something to send. A replica that does not hold the relay
 * knows nothing, and reports no trouble.
 */
@ApplicationScoped
class BrokerState {

    private volatile String trouble;

    BrokerState(MeterRegistry metrics) {
        Gauge.builder("aftersales.broker.away", () -> trouble == null ? 0 : 1).register(metrics);
    }

    void isAway(String reason) {
        trouble = reason;
    }

    void isBack() {
        trouble = null;
    }

    /** Another replica holds the relay now. */
    void isNotOurs() {
        trouble = null;
    }

    /** Why the broker could not be reached; empty when all is well. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }
}
