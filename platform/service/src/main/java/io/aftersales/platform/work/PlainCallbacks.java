package io.aftersales.platform.work;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets the steps of a reactive chain run as they are. What belongs to a request or a batch (the session, the caller, the span)
 * lies in its Vert.x context, on which all its steps run; Mutiny would take it from each step to the next all the same.
 */
@ApplicationScoped
class PlainCallbacks {

    void start(@Observes @Priority(1) StartupEvent event) {
        Infrastructure.clearInterceptors();
    }
}
