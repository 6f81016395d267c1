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
        router.route(Routes.BASE + "/*").order(FIRST + 2).handler(crossOrigin);
        router.get("/").handler(context -> redirect(context, DOCS + "/"));
        router.get(Routes.BASE).handler(context -> redirect(context, DOCS + "/"));
        router.get(Routes.BASE + "/openapi.json").handler(apiDocument);
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
        if (PlainPath.isPlain(context.request().path())) {
            context.next();
        } else {
            context.fail(nothingThere());
        }
    }

    private void serve(RoutingContext context) {
        String path = context.request().path();
        Optional<Route> route = routes.find(path);
        if (route.isPresent()) {
            nameForObservers(context, route.get());
            Set<String> roles = route.get().isAdmin() ? Set.of(Roles.OPERATOR) : Set.of();
            bearerCheck.admit(context, roles, () -> forwarding.forward(context, route.get()));
        } else if (path.equals(DOCS) || path.startsWith(DOCS + "/")) {
            context.next();
        } else {
            context.fail(nothingThere());
        }
    }

    /** Metrics and spans are named by the kind of resource: named by whole paths they would grow without bound. */
    private static void nameForObservers(RoutingContext context, Route route) {
        ((HttpServerRequestInternal) context.request()).context().putLocal("UrlPathTemplate", route.template());
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
