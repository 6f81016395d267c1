package io.aftersales.gateway.health;

import io.aftersales.gateway.upstream.Upstreams;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import java.util.List;

/**
 * Health group {@code backends}: which instances of which services are ready. It is no part of the gateway's own readiness: a
 * gateway that can answer 503 for one service serves the others, and is not to be taken out of rotation.
 */
@HealthGroup("backends")
@ApplicationScoped
class BackendsCheck implements AsyncHealthCheck {

    private final Upstreams upstreams;

    BackendsCheck(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().completionStage(() -> response().toCompletionStage());
    }

    private Future<HealthCheckResponse> response() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("services behind the gateway");
        List<Future<Boolean>> services = upstreams.all().stream()
                .map(upstream -> upstream.readiness().map(instances -> {
                    instances.forEach((address, ready) ->
                            response.withData(upstream.name() + " " + address, ready ? "ready" : "away"));
                    return instances.containsValue(true);
                }))
                .toList();
        return Future.join(services)
                .map(all -> response.status(services.stream().allMatch(Future::result))
                        .build());
    }
}
