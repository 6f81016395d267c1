package io.aftersales.platform.imports;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Exempts imports from the HTTP server's limit of a body's size, around which these handlers stand. */
@ApplicationScoped
class ImportRoutes {

    private static final String IMPORTS = "/api/v1/imports/*";

    void install(@Observes Router router) {
        // A length that was announced is refused at once; the connection has read it and needs it no more.
        router.post(IMPORTS).order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1).handler(context -> {
            context.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
            context.next();
        });
        // Of a body without length the bytes would be counted.
        router.post(IMPORTS).order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(context -> {
            context.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
            context.next();
        });
    }
}
