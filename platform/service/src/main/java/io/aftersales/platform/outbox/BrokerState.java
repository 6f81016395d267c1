package io.aftersales.platform.outbox;

import jakarta.enterprise.context.ApplicationScoped;

import java.util.Optional;

/** Whether the relay reached the broker the last time that it had something to send. */
@ApplicationScoped
class BrokerState {

    private volatile String trouble;

    void isAway(String reason) {
        trouble = reason;
    }

    void isBack() {
        trouble = null;
    }

    /** Why the broker could not be reached; empty when all is well. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }
}
