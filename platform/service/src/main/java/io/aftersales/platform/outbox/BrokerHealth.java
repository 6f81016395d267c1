package io.aftersales.platform.outbox;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the relay reached the broker the last time that it had something to send. It has a health group of its own: a broker
 * that is away makes a service neither dead nor unready.
 */
// Default as well: a health group is a qualifier, and the relay asks for this bean without one.
@Default
@HealthGroup("broker")
@ApplicationScoped
public class BrokerHealth implements HealthCheck {

    private volatile String trouble;

    void isAway(String reason) {
        trouble = reason;
    }

    void isBack() {
        trouble = null;
    }

    @Override
    public HealthCheckResponse call() {
        String reason = trouble;
        var response = HealthCheckResponse.named("broker");
        return reason == null
                ? response.up().build()
                : response.down().withData("reason", reason).build();
    }
}
