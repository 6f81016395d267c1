package io.aftersales.gateway.upstream;

import io.aftersales.gateway.GatewayConfig;
import io.aftersales.gateway.problem.ProblemResponses;
import io.aftersales.gateway.route.Route;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Streams a request to the service that owns the resource, and the answer back. Nothing is buffered or read. */
@ApplicationScoped
public class Forwarding {

    private final Upstreams upstreams;
    private final UpstreamMetrics metrics;
    private final OpenStreams streams;
    private final GatewayConfig config;

    Forwarding(Upstreams upstreams, UpstreamMetrics metrics, OpenStreams streams, GatewayConfig config) {
        this.upstreams = upstreams;
        this.metrics = metrics;
        this.streams = streams;
        this.config = config;
    }

    /**
     * Hands the request on. It has been checked: nothing that is wrong with it is found here but a body that is too large or
     * framed in a way that two readers could understand differently.
     */
    public void forward(RoutingContext context, Route route) {
        HttpServerRequest incoming = context.request();
        String framing = incoming.getHeader(HttpHeaders.TRANSFER_ENCODING);
        String length = incoming.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (framing != null && (length != null || !framing.equalsIgnoreCase(HttpHeaders.CHUNKED.toString()))) {
            context.fail(new RuleBroken(
                    GeneralProblem.MALFORMED_REQUEST, "The body is framed by more than one, or an unknown, encoding"));
            return;
        }
        long limit = route.isImport() ? Long.MAX_VALUE : config.maxBodySize().asLongValue();
        if (length != null && Long.parseLong(length) > limit) {
            context.fail(ProblemResponses.tooLarge(limit));
            return;
        }
        if (incoming.getHeader(HttpHeaders.EXPECT) != null) {
            incoming.response().writeContinue();
        }
        new Exchange(context, route, upstreams.get(route.service()), limit, config.upstream(), metrics, streams)
                .start();
    }
}
