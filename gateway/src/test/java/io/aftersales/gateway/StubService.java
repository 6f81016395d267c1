package io.aftersales.gateway;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service behind the gateway that does as a test tells it; else it answers what it was asked. */
final class StubService {

    private static final Vertx VERTX = Vertx.vertx();

    private final String name;
    private final int port;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile Handler<HttpServerRequest> behaviour = this::tellWhatWasAsked;
    private HttpServer server;

    StubService(String name, int port) {
        this.name = name;
        this.port = port;
    }

    int port() {
        return port;
    }

    void start() {
        server = VERTX.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(port));
        server.requestHandler(request -> {
            received.add(request.method() + " " + request.uri());
            behaviour.handle(request);
        });
        await(server.listen());
    }

    void stop() {
        if (server != null) {
            await(server.close());
            server = null;
        }
    }

    void behave(Handler<HttpServerRequest> behaviour) {
        this.behaviour = behaviour;
    }

    /** What came in, such as {@code GET /api/v1/tickets}. */
    List<String> received() {
        return received;
    }

    static Vertx vertx() {
        return VERTX;
    }

    private void tellWhatWasAsked(HttpServerRequest request) {
        JsonObject headers = new JsonObject();
        // A header that came twice shows twice.
        request.headers()
                .names()
                .forEach(name -> headers.put(
                        name.toLowerCase(Locale.ROOT),
                        String.join(", ", request.headers().getAll(name))));
        request.body()
                .onSuccess(body -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(new JsonObject()
                                .put("service", name)
                                .put("method", request.method().name())
                                .put("uri", request.uri())
                                .put("headers", headers)
                                .put("length", body.length())
                                .put("body", body.length() > 1_000 ? "" : body.toString())
                                .toBuffer()));
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
