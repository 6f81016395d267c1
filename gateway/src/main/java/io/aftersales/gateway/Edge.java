package io.aftersales.gateway;

import io.aftersales.gateway.caller.BearerCheck;
import io.aftersales.gateway.openapi.ApiDocument;
import io.aftersales.gateway.problem.ProblemResponses;
import io.aftersales.gateway.route.PlainPath;
import io.aftersales.gateway.route.Route;
import io.aftersales.gateway.route.Routes;
import io.aftersales.gateway.upstream.Forwarding;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.request.RequestFilter;
import io.aftersales.platform.security.Roles;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.MDC;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What happens to a request, in this order: it gets an id, its path is looked at, its owner found, its caller checked. */
@ApplicationScoped
class Edge {

    /** Before everything that the framework does to a request. */
    private static final int FIRST = -10_000;

    private static final String DOCS = Routes.BASE + "/docs";
    private static final String REQUEST_ID = "requestId";
    private static final String ROUTE = "route";

    /** What services take; longer ones would be refused there without a problem document. */
    private static final int LONGEST_TARGET = 4_000;

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    /** As the services take it. */
    private static final Pattern REQUEST_ID_FORM = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    private final Routes routes;
    private final CrossOrigin crossOrigin;
    private final BearerCheck bearerCheck;
    private final Forwarding forwarding;
    private final ApiDocument apiDocument;
    private final ProblemResponses problems;

    Edge(
            Routes routes,
            CrossOrigin crossOrigin,
            BearerCheck bearerCheck,
            Forwarding forwarding,
            ApiDocument apiDocument,
            ProblemResponses problems) {
        this.routes = routes;
        this.crossOrigin = crossOrigin;
        this.bearerCheck = bearerCheck;
        this.forwarding = forwarding;
        this.apiDocument = apiDocument;
        this.problems = problems;
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::identify).failureHandler(problems);
        router.route().order(FIRST + 1).handler(this::refuseTricks);
        router.route(Routes.BASE + "/*").order(FIRST + 2).handler(this::locate);
        router.route(Routes.BASE + "/*").order(FIRST + 3).handler(crossOrigin);
        router.get("/").handler(context -> redirect(context, DOCS + "/"));
        router.get(Routes.BASE).handler(context -> redirect(context, DOCS + "/"));
        router.get(Routes.BASE + "/openapi.json").method(HttpMethod.HEAD).handler(apiDocument);
        router.route(Routes.BASE + "/*").handler(this::serve);
    }

    private void identify(RoutingContext context) {
        String given = context.request().getHeader(RequestFilter.HEADER);
        String id = given != null && REQUEST_ID_FORM.matcher(given).matches()
                ? given
                : Ids.next().toString();
        MDC.put(REQUEST_ID, id);
        context.response().putHeader(RequestFilter.HEADER, id);
        context.next();
    }

    private void refuseTricks(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!METHODS.contains(request.method())) {
            context.fail(new RuleBroken(GeneralProblem.METHOD_NOT_ALLOWED, "No resource knows " + request.method()));
        } else if (request.uri().length() > LONGEST_TARGET) {
            context.fail(new RuleBroken(
                    GeneralProblem.MALFORMED_REQUEST, "The address is longer than " + LONGEST_TARGET + " characters"));
        } else if (!PlainPath.isPlain(request.path())) {
            context.fail(nothingThere());
        } else {
            context.next();
        }
    }

    private void locate(RoutingContext context) {
        Optional<Route> route = routes.find(context.request().path());
        context.put(ROUTE, route.orElse(null));
        // Metrics and spans are named by the kind of resource: named by whole paths they would grow without bound.
        ((HttpServerRequestInternal) context.request())
                .context()
                .putLocal("UrlPathTemplate", route.map(Route::template).orElse(Routes.BASE + "/*"));
        context.next();
    }

    private void serve(RoutingContext context) {
        Route route = context.get(ROUTE);
        String path = context.request().path();
        if (route != null) {
            Set<String> roles = route.isAdmin() ? Set.of(Roles.OPERATOR) : Set.of();
            bearerCheck.admit(context, roles, () -> forwarding.forward(context, route));
        } else if (path.equals(DOCS) || path.startsWith(DOCS + "/")) {
            context.next();
        } else {
            context.fail(nothingThere());
        }
    }

    private static void redirect(RoutingContext context, String to) {
        context.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, to)
                .end();
    }

    private static RuleBroken nothingThere() {
        return new RuleBroken(GeneralProblem.NOT_FOUND, "There is nothing at this address");
    }
}
