package io.aftersales.platform.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Optional;

/** Whether the mail server could be used the last time that this replica had something to send. */
@ApplicationScoped
class MailServerState {

    private volatile String trouble;

    MailServerState(MeterRegistry metrics) {
        Gauge.builder("aftersales.mail.server.away", () -> trouble == null ? 0 : 1)
                .register(metrics);
    }

    void isAway(String reason) {
        trouble = reason;
    }

    void isBack() {
        trouble = null;
    }

    /** Why it could not be used; empty when all is well. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }
}
