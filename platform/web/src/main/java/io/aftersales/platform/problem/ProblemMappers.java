package io.aftersales.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Every failure of every endpoint leaves as a problem document, and only here. What nobody foresaw is logged whole and
 * answered with a bare 500: no class name, SQL or stack trace leaves a service.
 */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response ruleBroken(RuleBroken broken, UriInfo uri) {
        Response.ResponseBuilder response =
                Response.fromResponse(response(broken.code(), broken.getMessage(), uri, broken.violations()));
        broken.location().ifPresent(response::location);
        broken.retryAfter().ifPresent(time -> response.header(HttpHeaders.RETRY_AFTER, inWholeSeconds(time)));
        return response.build();
    }

    @ServerExceptionMapper
    public Response constraintViolations(ConstraintViolationException broken, UriInfo uri) {
        return ruleBroken(RequestFault.of(broken.getConstraintViolations()), uri);
    }

    /** Named for its most frequent kind as well: Quarkus has a mapper of its own for that one. */
    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    public Response unreadableJson(JacksonException unreadable, UriInfo uri) {
        return ruleBroken(RequestFault.of(unreadable), uri);
    }

    @ServerExceptionMapper
    public Response webApplication(WebApplicationException failure, UriInfo uri) {
        Optional<JacksonException> unreadable = causeOf(failure, JacksonException.class);
        if (unreadable.isPresent()) {
            return unreadableJson(unreadable.get(), uri);
        }
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        GeneralProblem problem = GeneralProblem.ofStatus(status);
        if (problem == GeneralProblem.INTERNAL) {
            return unforeseen(failure, uri);
        }
        Response response = response(problem, problem.meaning(), uri, List.of());
        return status == Response.Status.METHOD_NOT_ALLOWED.getStatusCode()
                ? Response.fromResponse(response)
                        .allow(AllowedMethods.of(CurrentRequestManager.get()))
                        .build()
                : response;
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response unauthenticated(SecurityException failure, UriInfo uri) {
        if (issuerIsAway(failure)) {
            return issuerAway(uri);
        }
        return Response.fromResponse(response(
                        GeneralProblem.UNAUTHENTICATED, GeneralProblem.UNAUTHENTICATED.meaning(), uri, List.of()))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure, UriInfo uri) {
        return response(GeneralProblem.FORBIDDEN, GeneralProblem.FORBIDDEN.meaning(), uri, List.of());
    }

    @ServerExceptionMapper
    public Response unforeseen(Throwable failure, UriInfo uri) {
        if (issuerIsAway(failure)) {
            return issuerAway(uri);
        }
        LOG.errorf(failure, "%s failed", uri.getPath());
        return response(GeneralProblem.INTERNAL, GeneralProblem.INTERNAL.meaning(), uri, List.of());
    }

    /** Never too few. */
    private static long inWholeSeconds(Duration time) {
        return time.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static Response issuerAway(UriInfo uri) {
        return response(
                GeneralProblem.SERVICE_UNAVAILABLE,
                "The token issuer cannot be reached, so no token can be checked",
                uri,
                List.of());
    }

    /** Without its keys the extension fails with whatever the connection failed with, not with a 503. */
    private static boolean issuerIsAway(Throwable failure) {
        return causeOf(failure, OIDCException.class).isPresent()
                || causeOf(failure, IOException.class)
                        .filter(broken -> !(broken instanceof JacksonException))
                        .isPresent()
                || causeOf(failure, TimeoutException.class).isPresent();
    }

    private static Response response(ProblemCode code, String detail, UriInfo uri, List<Violation> violations) {
        Response.ResponseBuilder response = Response.status(code.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(code, detail, uri.getRequestUri().getPath(), violations));
        if (code.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        return response.build();
    }

    private static <T extends Throwable> Optional<T> causeOf(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
