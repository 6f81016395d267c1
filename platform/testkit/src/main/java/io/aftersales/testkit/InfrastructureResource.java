package io.aftersales.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import java.util.HashMap;
import java.util.Map;

/** Starts what {@link WithInfrastructure} promises and configures the service under test with it. */
public final class InfrastructureResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Infrastructure infrastructure = Infrastructure.running();
        Map<String, String> configuration = new HashMap<>(Map.of(
                "quarkus.devservices.enabled", "false",
                "quarkus.datasource.jdbc.url", infrastructure.jdbcUrl(),
                "quarkus.datasource.reactive.url", infrastructure.reactiveUrl(),
                "quarkus.datasource.username", infrastructure.databaseUser(),
                "quarkus.datasource.password", infrastructure.databasePassword(),
                "kafka.bootstrap.servers", infrastructure.bootstrapServers(),
                "quarkus.oidc.auth-server-url", infrastructure.issuer(),
                "quarkus.oidc.token.audience", Tokens.AUDIENCE));
        if (sendsMail()) {
            configuration.put("quarkus.mailer.port", Integer.toString(infrastructure.mailPort()));
        }
        return configuration;
    }

    /** A service without mailer would complain of a setting that it does not know. */
    private static boolean sendsMail() {
        return Thread.currentThread().getContextClassLoader().getResource("io/quarkus/mailer/Mail.class") != null;
    }

    /** Nothing: the next test class of this JVM uses it again, and the JVM's end stops it. */
    @Override
    public void stop() {}
}
