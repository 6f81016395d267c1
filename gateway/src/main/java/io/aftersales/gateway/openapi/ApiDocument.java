package io.aftersales.gateway.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aftersales.gateway.GatewayConfig;
import io.aftersales.gateway.route.Routes;
import io.aftersales.gateway.upstream.Upstream;
import io.aftersales.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code /api/v1/openapi.json}: one document of all services that are there. It is made of what the services say of
 * themselves, asked again when it is older than configured; a service that is away for the moment keeps the part that it had.
 */
@ApplicationScoped
public class ApiDocument implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(ApiDocument.class);
    private static final long PATIENCE_MILLIS = 2_000;

    private final Upstreams upstreams;
    private final MergedDocument merging;
    private final ObjectMapper json;
    private final long maxAgeNanos;
    private final Map<String, ServiceDocument> parts = new ConcurrentSkipListMap<>();
    private final AtomicReference<Edition> current = new AtomicReference<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    ApiDocument(
            Upstreams upstreams,
            Routes routes,
            GatewayConfig config,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.upstreams = upstreams;
        this.merging = new MergedDocument(routes, version);
        this.json = json;
        this.maxAgeNanos = config.openapiRefresh().toNanos();
    }

    @Override
    public void handle(RoutingContext context) {
        edition()
                .onSuccess(document -> {
                    context.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                            .putHeader(HttpHeaders.ETAG, document.etag());
                    if (document.etag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
                        context.response().setStatusCode(304).end();
                    } else {
                        context.response().end(document.content());
                    }
                })
                .onFailure(context::fail);
    }

    private Future<Edition> edition() {
        Edition edition = current.get();
        if (edition != null && System.nanoTime() - edition.madeAt() < maxAgeNanos) {
            return Future.succeededFuture(edition);
        }
        if (!asking.compareAndSet(false, true) && edition != null) {
            return Future.succeededFuture(edition);
        }
        List<Future<Void>> asked = new ArrayList<>();
        upstreams.all().forEach(upstream -> asked.add(ask(upstream)));
        return Future.join(asked).map(all -> publish()).onComplete(done -> asking.set(false));
    }

    private Edition publish() {
        ObjectNode document = merging.merge(List.copyOf(parts.values()));
        Buffer content = Buffer.buffer(document.toString());
        String etag = "\"" + UUID.nameUUIDFromBytes(content.getBytes()) + "\"";
        Edition edition = new Edition(content, etag, System.nanoTime());
        current.set(edition);
        return edition;
    }

    /** Never fails: a service that does not answer leaves its part as it was. */
    private Future<Void> ask(Upstream upstream) {
        return upstream.connect()
                .compose(connection -> connection
                        .request()
                        .setMethod(HttpMethod.GET)
                        .setURI("/q/openapi?format=json")
                        .idleTimeout(PATIENCE_MILLIS)
                        .send())
                .compose(ApiDocument::bodyOf)
                .map(content -> {
                    parts.put(upstream.name(), new ServiceDocument(upstream.name(), read(content)));
                    return (Void) null;
                })
                .otherwise(failure -> {
                    LOG.debugf("%s does not tell its API: %s", upstream.name(), failure);
                    return null;
                });
    }

    private static Future<Buffer> bodyOf(HttpClientResponse response) {
        return response.statusCode() == 200 ? response.body() : Future.failedFuture("status " + response.statusCode());
    }

    private ObjectNode read(Buffer content) {
        try {
            if (json.readTree(content.getBytes()) instanceof ObjectNode document) {
                return document;
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("not JSON", unreadable);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    private record Edition(Buffer content, String etag, long madeAt) {}
}
