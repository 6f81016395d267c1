package io.aftersales.gateway.upstream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Duration;

/** {@code gateway.upstream}: how long each service took to begin its answer, and what came of it. */
@ApplicationScoped
class UpstreamMetrics {

    private final Meter.MeterProvider<Timer> timers;

    UpstreamMetrics(MeterRegistry registry) {
        timers = Timer.builder("gateway.upstream")
                .description("Time until a service began its answer, with what came of the request")
                .withRegistry(registry);
    }

    /** @param outcome {@code 2xx} to {@code 5xx}, or why there was no answer: {@code unreachable}, {@code timeout}, {@code broken} */
    void record(String service, String outcome, long nanos) {
        timers.withTags("service", service, "outcome", outcome).record(Duration.ofNanos(nanos));
    }
}
