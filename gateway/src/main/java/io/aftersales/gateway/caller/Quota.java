package io.aftersales.gateway.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many requests each caller may send in a window. A caller that was silent for a whole window has its whole quota again,
 * and is forgotten. Each gateway counts for itself: with several replicas a caller has as many quotas.
 *
 * <p>The answer says where the caller stands: {@code RateLimit-Policy} and {@code RateLimit} as in the IETF's
 * draft-ietf-httpapi-ratelimit-headers.
 */
final class Quota {

    private static final int CALLERS = 100_000;

    private final String name;
    private final long requests;
    private final Duration window;
    private final String policy;
    private final Cache<String, Bucket> buckets;

    Quota(String name, long requests, Duration window) {
        this.name = name;
        this.requests = requests;
        this.window = window;
        this.policy = "\"%s\";q=%d;w=%d".formatted(name, requests, window.toSeconds());
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CALLERS)
                .expireAfterAccess(window)
                .build();
    }

    /**
     * Counts a request and writes into the answer what is left.
     *
     * @throws RuleBroken 429 when nothing was left; the answer then says after how many seconds something is
     */
    void spend(String caller, HttpServerResponse response) {
        Bucket bucket = buckets.get(
                caller,
                unknown -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, window))
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        response.putHeader("RateLimit-Policy", policy);
        response.putHeader(
                "RateLimit",
                "\"" + name + "\";r=" + probe.getRemainingTokens() + ";t=" + seconds(probe.getNanosToWaitForReset()));
        if (!probe.isConsumed()) {
            long wait = Math.max(1, seconds(probe.getNanosToWaitForRefill()));
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
            throw new RuleBroken(
                    GeneralProblem.TOO_MANY_REQUESTS,
                    "%d requests in %d s are allowed; try again in %d s".formatted(requests, window.toSeconds(), wait));
        }
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }
}
