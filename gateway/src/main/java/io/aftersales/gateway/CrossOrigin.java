package io.aftersales.gateway;

import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.request.RequestFilter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.Set;

/**
 * Lets pages of other origins call the API: those that are named in the configuration, and no others. There is no wildcard,
 * and no cookie is ever involved. Pages of the gateway's own origin need no permission.
 */
@ApplicationScoped
class CrossOrigin implements Handler<RoutingContext> {

    private static final int PREFLIGHT_MAX_AGE_SECONDS = 600;

    private final CorsHandler named;
    private final boolean anyNamed;

    CrossOrigin(GatewayConfig config) {
        List<String> origins = config.corsOrigins().orElse(List.of());
        if (origins.contains("*")) {
            throw new IllegalArgumentException("gateway.cors-origins takes origins, not a wildcard");
        }
        anyNamed = !origins.isEmpty();
        named = CorsHandler.create()
                .addOrigins(origins)
                .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE))
                .allowedHeaders(Set.of(
                        "Authorization",
                        "Content-Type",
                        "Idempotency-Key",
                        "If-Match",
                        "If-None-Match",
                        "Last-Event-ID",
                        "Prefer",
                        "traceparent",
                        RequestFilter.HEADER))
                .exposedHeaders(Set.of(
                        "ETag",
                        "Location",
                        "Preference-Applied",
                        "RateLimit",
                        "RateLimit-Policy",
                        "Retry-After",
                        RequestFilter.HEADER))
                .maxAgeSeconds(PREFLIGHT_MAX_AGE_SECONDS);
    }

    @Override
    public void handle(RoutingContext context) {
        String origin = context.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null || isOwn(origin, context.request())) {
            context.next();
        } else if (anyNamed) {
            named.handle(context);
        } else {
            context.fail(new RuleBroken(GeneralProblem.FORBIDDEN, "Pages of this origin may not call the API"));
        }
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        return request.authority() != null && origin.equalsIgnoreCase(request.scheme() + "://" + request.authority());
    }
}
