package io.aftersales.platform.request;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import java.util.regex.Pattern;

/** Gives every request an {@code X-Request-Id}, the caller's own where it is well-formed, in the log and in the answer. */
public class RequestFilter {

    public static final String HEADER = "X-Request-Id";

    private static final String PROPERTY = "requestId";
    /** Quarkus fails on it with something else than an authentication failure. */
    private static final Pattern BEARER_OF_NOTHING = Pattern.compile("(?i)bearer[ .]*");

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    @ServerRequestFilter(preMatching = true)
    public void identify(ContainerRequestContext request) {
        String given = request.getHeaderString(HEADER);
        String id = given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : Ids.next().toString();
        request.setProperty(PROPERTY, id);
        MDC.put(PROPERTY, id);
        if (request.getUriInfo().getRequestUri().toString().contains("%00")) {
            throw new RuleBroken(GeneralProblem.MALFORMED_REQUEST, "The address contains a NUL character");
        }
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (authorization != null && BEARER_OF_NOTHING.matcher(authorization).matches()) {
            throw new RuleBroken(GeneralProblem.UNAUTHENTICATED, GeneralProblem.UNAUTHENTICATED.meaning());
        }
    }

    @ServerResponseFilter
    public void echo(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PROPERTY) instanceof String id) {
            response.getHeaders().putSingle(HEADER, id);
        }
    }

    /** The id of a request that passed this filter. */
    public static String idOf(ContainerRequestContext request) {
        return (String) request.getProperty(PROPERTY);
    }
}
