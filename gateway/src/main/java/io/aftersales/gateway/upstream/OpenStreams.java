package io.aftersales.gateway.upstream;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The event streams that pass through. They never end by themselves: when this gateway is told to end they are cut, so that
 * their readers go on at another one from the last event that they saw, and nothing else has to wait for them.
 */
@ApplicationScoped
class OpenStreams {

    /** What a stream gets that is opened here all the same, for what it has to catch up with: milliseconds. */
    private static final long LATE_COMERS_TIME = 1_000;

    private final Map<Runnable, Context> open = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private volatile boolean leaving;

    OpenStreams(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * To be called on the stream's event loop.
     *
     * @param cut ends it; called there too
     */
    void opened(Runnable cut) {
        open.put(cut, Vertx.currentContext());
        if (leaving) {
            vertx.setTimer(LATE_COMERS_TIME, late -> cut.run());
        }
    }

    void ended(Runnable cut) {
        open.remove(cut);
    }

    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
        open.forEach((cut, home) -> home.runOnContext(gone -> cut.run()));
    }
}
