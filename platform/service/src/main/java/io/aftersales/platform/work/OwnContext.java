package io.aftersales.platform.work;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

import java.util.function.Supplier;

/**
 * Runs steps on one event loop, each in a Vert.x context, and so with a database session, of its own: for what no request does, or
 * what a request does in several transactions.
 */
public final class OwnContext {

    private final Context home;

    public OwnContext(Vertx vertx) {
        this.home = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Runs the step, each time that the result is subscribed to; the result comes on the event loop. */
    public <T> Uni<T> run(Supplier<Uni<T>> step) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = VertxContext.createNewDuplicatedContext(home);
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(
                    nothing -> Uni.createFrom().deferred(step::get).subscribe().with(emitter::complete, emitter::fail));
        });
    }
}
