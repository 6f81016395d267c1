package io.aftersales.gateway.upstream;

import io.aftersales.gateway.GatewayConfig;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * All services behind the gateway, and the one client that talks to them. Where a service has several instances, each is asked
 * again and again whether it is ready: one that says that it is not gets no request while others do, long before it ends.
 */
@Startup
@ApplicationScoped
public class Upstreams {

    /**
     * How long a connection without a request is kept: shorter than the time in which an instance that is about to end still
     * answers (quarkus.shutdown.delay), so that it never closes one just when it is used.
     */
    private static final int KEEP_ALIVE_SECONDS = 3;

    private final Vertx vertx;
    private final HttpClient client;
    private final OptionalLong probing;
    private final Map<String, Upstream> byName = new TreeMap<>();

    Upstreams(Vertx vertx, GatewayConfig config) {
        this.vertx = vertx;
        GatewayConfig.UpstreamConfig settings = config.upstream();
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setIdleTimeout((int) settings.idleTimeout().toSeconds()),
                new PoolOptions().setHttp1MaxSize(settings.connectionsPerAddress()));
        config.services().forEach((name, service) -> {
            Addresses addresses = new Addresses(
                    service.addresses().stream().map(Address::parse).toList(), settings.rest(), System::nanoTime);
            byName.put(name, new Upstream(name, addresses, client));
        });
        List<Upstream> choices =
                byName.values().stream().filter(Upstream::hasSeveralInstances).toList();
        probing = choices.isEmpty() || settings.probeEvery().isZero()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        vertx.setPeriodic(settings.probeEvery().toMillis(), timer -> choices.forEach(Upstream::probe)));
    }

    /** Every service, by name. */
    public Collection<Upstream> all() {
        return byName.values();
    }

    Upstream get(String service) {
        return byName.get(service);
    }

    @PreDestroy
    void close() {
        probing.ifPresent(vertx::cancelTimer);
        client.close();
    }
}
