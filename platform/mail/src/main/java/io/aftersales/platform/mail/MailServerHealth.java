package io.aftersales.platform.mail;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The mail server has a health group of its own: one that is away makes a service neither dead nor unready. */
@HealthGroup("mail")
@ApplicationScoped
class MailServerHealth implements HealthCheck {

    private final MailServerState server;

    MailServerHealth(MailServerState server) {
        this.server = server;
    }

    @Override
    public HealthCheckResponse call() {
        var response =
                HealthCheckResponse.named("mail-server").status(server.trouble().isEmpty());
        server.trouble().ifPresent(reason -> response.withData("reason", reason));
        return response.build();
    }
}
