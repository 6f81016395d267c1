package io.aftersales.platform.outbox;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The broker has a health group of its own: one that is away makes a service neither dead nor unready. */
@HealthGroup("broker")
@ApplicationScoped
class BrokerHealth implements HealthCheck {

    private final BrokerState broker;

    BrokerHealth(BrokerState broker) {
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        var response =
                HealthCheckResponse.named("broker").status(broker.trouble().isEmpty());
        broker.trouble().ifPresent(reason -> response.withData("reason", reason));
        return response.build();
    }
}
