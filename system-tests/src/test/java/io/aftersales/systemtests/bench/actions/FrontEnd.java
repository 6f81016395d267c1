package io.aftersales.systemtests.bench.actions;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Many callers on one event loop: what drives the load must cost the machine as little as can be. */
public final class FrontEnd implements AutoCloseable {

    private static final int CONNECTIONS = 1_000;
    private static final Set<Integer> PASSING = Set.of(409, 429, 502, 503, 504);
    private static final int ATTEMPTS = 10;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final URI api;
    private final String token;

    /** @param api such as {@code http://127.0.0.1:8080/api/v1/} */
    public FrontEnd(URI api, String token) {
        this.api = api;
        this.token = token;
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions().setDefaultHost(api.getHost()).setDefaultPort(api.getPort()))
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS))
                .build();
    }

    /** What came back. */
    public record Reply(int status, String body) {

        private Reply entered() {
            return expect(status == 200 ? 200 : 201);
        }

        /** This reply, if it has the status; fails otherwise. */
        public Reply expect(int wanted) {
            if (status != wanted) {
                throw new IllegalStateException("wanted %d, got %d %s".formatted(wanted, status, body));
            }
            return this;
        }
    }

    /** @param path below the API's base */
    public CompletionStage<Reply> get(String path) {
        return send(HttpMethod.GET, path, Map.of(), Buffer.buffer());
    }

    /** @param headers such as {@code Idempotency-Key} and {@code Prefer} */
    public CompletionStage<Reply> post(String path, Map<String, String> headers, String json) {
        return send(HttpMethod.POST, path, headers, Buffer.buffer(json));
    }

    /**
     * Posts what a measurement needs to be there: sent again, with its key, while it is refused for a passing reason.
     *
     * @return the answer that it was entered
     */
    public CompletionStage<Reply> enter(String path, String json) {
        return enter(path, Map.of("Idempotency-Key", UUID.randomUUID().toString()), json, ATTEMPTS);
    }

    private CompletionStage<Reply> enter(String path, Map<String, String> key, String json, int attempts) {
        return post(path, key, json)
                .thenCompose(reply -> PASSING.contains(reply.status()) && attempts > 1
                        ? enter(path, key, json, attempts - 1)
                        : CompletableFuture.completedStage(reply.entered()));
    }

    private CompletionStage<Reply> send(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setURI(api.getPath() + path)
                .putHeader("Authorization", "Bearer " + token);
        headers.forEach(options::putHeader);
        if (body.length() > 0) {
            options.putHeader("Content-Type", "application/json");
        }
        return client.request(options)
                .compose(request -> request.send(body))
                .compose(response ->
                        response.body().map(content -> new Reply(response.statusCode(), content.toString())))
                .toCompletionStage();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
