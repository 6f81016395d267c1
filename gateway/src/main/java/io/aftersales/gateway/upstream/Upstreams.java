package io.aftersales.gateway.upstream;

import io.aftersales.gateway.GatewayConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** All services behind the gateway, and the one client that talks to them. */
@ApplicationScoped
public class Upstreams {

    private final HttpClient client;
    private final Map<String, Upstream> byName = new TreeMap<>();

    Upstreams(Vertx vertx, GatewayConfig config) {
        GatewayConfig.UpstreamConfig settings = config.upstream();
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setIdleTimeout((int) settings.idleTimeout().toSeconds()),
                new PoolOptions().setHttp1MaxSize(settings.connectionsPerAddress()));
        config.services().forEach((name, service) -> {
            Addresses addresses = new Addresses(
                    service.addresses().stream().map(Address::parse).toList(), settings.rest(), System::nanoTime);
            byName.put(name, new Upstream(name, addresses, client));
        });
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
        client.close();
    }
}
