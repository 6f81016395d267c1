package io.aftersales.gateway.upstream;

import io.aftersales.gateway.GatewayConfig;
import io.aftersales.gateway.problem.ProblemResponses;
import io.aftersales.gateway.route.Route;
import io.aftersales.platform.request.RequestFilter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import org.jboss.logging.Logger;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request on its way to a service and back. Lives on the event loop of the client's connection. */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /** Asking these twice is asking them once, so they may be repeated when a connection broke before the answer. */
    private static final Set<HttpMethod> REPEATABLE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

    private final RoutingContext context;
    private final HttpServerRequest incoming;
    private final Route route;
    private final Upstream upstream;
    private final long bodyLimit;
    private final GatewayConfig.UpstreamConfig settings;
    private final UpstreamMetrics metrics;
    private final OpenStreams streams;
    private final long startedAt = System.nanoTime();

    private ProxyRequest onward;
    private BoundedBody body;
    private Upstream.Connection connection;
    private boolean repeated;
    private boolean over;

    Exchange(
            RoutingContext context,
            Route route,
            Upstream upstream,
            long bodyLimit,
            GatewayConfig.UpstreamConfig settings,
            UpstreamMetrics metrics,
            OpenStreams streams) {
        this.context = context;
        this.incoming = context.request();
        this.route = route;
        this.upstream = upstream;
        this.bodyLimit = bodyLimit;
        this.settings = settings;
        this.metrics = metrics;
        this.streams = streams;
    }

    void start() {
        onward = ProxyRequest.reverseProxy(incoming);
        // What goes on is what was checked: path and query, without the forms that a request target can also have.
        onward.setURI(incoming.query() == null ? incoming.path() : incoming.path() + "?" + incoming.query());
        EndToEndHeaders.ofRequest(onward, incoming, context.response().headers().get(RequestFilter.HEADER));
        if (hasBody()) {
            body = new BoundedBody(incoming, bodyLimit);
            onward.setBody(Body.body(body, onward.getBody().length()));
        } else {
            onward.setBody(null);
            incoming.resume();
        }
        Future<ProxyResponse> answer = send();
        if (!route.isImport()) {
            long patience = settings.responseTimeout()
                    .plus(PreferredWait.of(incoming.headers()))
                    .toMillis();
            answer = answer.timeout(patience, TimeUnit.MILLISECONDS);
        }
        answer.onSuccess(this::deliver).onFailure(this::giveUp);
    }

    private Future<ProxyResponse> send() {
        return upstream.connect().compose(opened -> {
            connection = opened;
            if (over || incoming.response().closed()) {
                opened.request().reset();
                return Future.failedFuture("Nobody waits for the answer any more");
            }
            return onward.send(opened.request()).recover(this::repeatOnce);
        });
    }

    /** A pooled connection may be closed by the service at the very moment in which it is used. */
    private Future<ProxyResponse> repeatOnce(Throwable failure) {
        boolean repeatable = failure instanceof HttpClosedException && REPEATABLE.contains(incoming.method());
        if (!repeatable
                || repeated
                || over
                || body != null
                || incoming.response().closed()) {
            return Future.failedFuture(failure);
        }
        repeated = true;
        connection.broke();
        return send();
    }

    private void deliver(ProxyResponse answer) {
        over = true;
        if (isLastOfItsConnection(answer)) {
            connection.leaves();
        } else {
            connection.answered();
        }
        metrics.record(upstream.name(), answer.getStatusCode() / 100 + "xx", System.nanoTime() - startedAt);
        EndToEndHeaders.ofResponse(answer.headers());
        HttpServerResponse response = incoming.response();
        response.setStatusCode(answer.getStatusCode());
        answer.headers().forEach(response.headers()::add);
        ReadStream<Buffer> content = answer.getBody().stream();
        if (WITHOUT_BODY.contains(answer.getStatusCode())) {
            content.resume();
            response.end();
            return;
        }
        boolean lengthIsKnown = response.headers().contains(HttpHeaders.CONTENT_LENGTH);
        response.setChunked(!lengthIsKnown && incoming.version() != HttpVersion.HTTP_1_0);
        Future<Void> delivered = content.pipe().endOnFailure(false).to(response);
        delivered.onFailure(this::breakOff);
        if (isEventStream(answer)) {
            Runnable reopenElsewhere = connection.request()::reset;
            streams.opened(reopenElsewhere);
            delivered.onComplete(ended -> streams.ended(reopenElsewhere));
        }
    }

    /** So says an instance that is about to end, to every request that it still answers. */
    private static boolean isLastOfItsConnection(ProxyResponse answer) {
        return answer.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
    }

    private static boolean isEventStream(ProxyResponse answer) {
        String type = answer.headers().get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("text/event-stream");
    }

    /** The client must not take half an answer for the whole one. */
    private void breakOff(Throwable failure) {
        LOG.debugf("An answer of %s broke off on its way to the client: %s", upstream.name(), failure);
        connection.request().reset();
        if (incoming.version() == HttpVersion.HTTP_2) {
            incoming.response().reset();
        } else {
            // Not by resetting the response: that way the framework would count the request as running for ever.
            incoming.connection().close();
        }
    }

    private void giveUp(Throwable failure) {
        over = true;
        boolean late = failure instanceof TimeoutException;
        boolean tooLarge = body != null && body.isTooLarge();
        if (late && connection != null) {
            // A client that is slow to send its body is no fault of the service.
            connection.giveUp(body == null || body.isEnded());
        }
        if (incoming.response().closed()) {
            LOG.debugf("The client left before %s answered", upstream.name());
            return;
        }
        if (tooLarge) {
            context.fail(ProblemResponses.tooLarge(bodyLimit));
            return;
        }
        String outcome = late ? "timeout" : connection == null ? "unreachable" : "broken";
        metrics.record(upstream.name(), outcome, System.nanoTime() - startedAt);
        upstream.gaveNoAnswer(incoming.method() + " " + route.template(), failure);
        context.fail(ProblemResponses.away(upstream.name()));
    }

    private boolean hasBody() {
        String length = incoming.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        if (incoming.version() != HttpVersion.HTTP_2) {
            return incoming.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        }
        if (REPEATABLE.contains(incoming.method()) || incoming.method() == HttpMethod.DELETE) {
            return false;
        }
        // HTTP/2 frames a body of unknown length by itself; to a service it travels in chunks.
        incoming.headers().set(HttpHeaders.TRANSFER_ENCODING, HttpHeaders.CHUNKED);
        return true;
    }
}
