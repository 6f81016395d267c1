package io.aftersales.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.Problem;
import io.aftersales.platform.problem.ProblemCode;
import io.aftersales.platform.problem.RuleBroken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.util.List;

/** Whatever the gateway refuses or fails at leaves as a problem document, and only here. */
@ApplicationScoped
public class ProblemResponses implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(ProblemResponses.class);

    /** What a refused client may still send into the void, so that it reads its answer instead of a broken connection. */
    private static final long DISCARDED_AT_MOST = 16L * 1024 * 1024;

    private final ObjectMapper json;
    private final Meter.MeterProvider<Counter> refused;

    ProblemResponses(ObjectMapper json, MeterRegistry registry) {
        this.json = json;
        this.refused = Counter.builder("gateway.refused")
                .description("Requests that the gateway answered with a problem document of its own")
                .withRegistry(registry);
    }

    public static RuleBroken tooLarge(long limit) {
        return new RuleBroken(GeneralProblem.TOO_LARGE, "The body is larger than " + limit + " bytes");
    }

    public static RuleBroken away(String service) {
        return new RuleBroken(
                GeneralProblem.SERVICE_UNAVAILABLE, "The " + service + " service does not answer for the moment");
    }

    /** Answers a failed request. */
    @Override
    public void handle(RoutingContext context) {
        if (context.failure() instanceof RuleBroken broken) {
            answer(context, broken.code(), broken.getMessage());
            return;
        }
        int status = context.statusCode();
        GeneralProblem problem = GeneralProblem.ofStatus(status);
        if (problem == GeneralProblem.INTERNAL) {
            LOG.errorf(context.failure(), "%s failed", context.request().path());
        }
        answer(context, problem, problem.meaning());
    }

    private void answer(RoutingContext context, ProblemCode code, String detail) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            context.request().connection().close();
            return;
        }
        refused.withTag("code", code.code()).increment();
        response.setStatusCode(code.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (code.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        } else if (code.status() == 503) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Problem.RETRY_AFTER_SECONDS));
        }
        response.end(document(Problem.of(code, detail, instanceOf(context), List.of())));
        discard(context.request());
    }

    private static String instanceOf(RoutingContext context) {
        String path = context.request().path();
        // An oddity is not repeated to whoever reads the answer or the log.
        return path == null || path.length() > 500 ? "/" : path;
    }

    private String document(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long[] discarded = {0};
        request.exceptionHandler(gone -> LOG.debugf("A refused client left: %s", gone));
        request.handler(buffer -> {
            discarded[0] += buffer.length();
            if (discarded[0] > DISCARDED_AT_MOST) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
