package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service has to reach before it is ready is where it is told: the broker, the database and the token issuer by the names
 * and ports that their operators give them, encrypted as they want it; the files that it reads are mounted, and the keys of a
 * Secret are those that its maker writes.
 */
final class ConnectionCheck implements Check {

    private static final Pattern FILE = Pattern.compile("(?:^|=)(/etc/[^&?]+)");

    /** What Strimzi writes for a client that shows a certificate. */
    private static final Set<String> OF_KAFKA_USER =
            Set.of("ca.crt", "user.crt", "user.key", "user.p12", "user.password");

    /** What stands in Secrets of {@code kubernetes.io/basic-auth}, and in the one that Keycloak's operator makes. */
    private static final Set<String> OF_A_LOGIN = Set.of("username", "password");

    private final Project project = Project.read();

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        for (Manifest workload : manifests.workloads()) {
            Environment environment = Environment.of(workload, manifests);
            if (project.modules().contains(workload.name())) {
                expected(workload, manifests)
                        .forEach((variable, value) ->
                                equal(workload, variable, environment.value(variable), value, findings));
            }
            files(workload, environment, manifests, findings);
        }
        for (Manifest object : manifests.of("ScaledObject")) {
            object.items("/spec/triggers")
                    .map(trigger -> trigger.path("metadata"))
                    .filter(trigger -> trigger.has("bootstrapServers"))
                    .forEach(trigger -> {
                        String servers = trigger.path("bootstrapServers").asText();
                        equal(object, "bootstrapServers", servers, brokersFromAfar(manifests), findings);
                        equal(object, "tls", trigger.path("tls").asText(), "enable", findings);
                    });
        }
        manifests.all().forEach(manifest -> keys(manifest, manifests, findings));
        return findings;
    }

    private Map<String, String> expected(Manifest workload, Manifests manifests) {
        Map<String, String> expected = new TreeMap<>();
        expected.put("QUARKUS_OIDC_AUTH_SERVER_URL", "http://keycloak-service:8080/realms/" + project.realm());
        if (project.serviceOfModule(workload.name()).isPresent()) {
            String database = only("Cluster", manifests) + "-rw";
            expected.put("AFTERSALES_DATABASE_HOST", database);
            expected.put("AFTERSALES_DATABASE_PORT", "5432");
            expected.put(
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    "jdbc:postgresql://${aftersales.database.host}:${aftersales.database.port}/${aftersales.database.name}"
                            + "?sslmode=verify-full&sslrootcert=/etc/postgres/ca.crt");
            expected.put("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE", "verify-full");
            expected.put("QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM", "HTTPS");
            expected.put("QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM", "true");
            expected.put("KAFKA_BOOTSTRAP_SERVERS", brokers(manifests, ""));
            expected.put("KAFKA_SECURITY_PROTOCOL", "SSL");
        }
        return expected;
    }

    /** The listener that is encrypted, at the address that Strimzi gives to it. */
    private static String brokers(Manifests manifests, String domain) {
        String port = manifests.of("Kafka").stream()
                .flatMap(kafka -> kafka.items("/spec/kafka/listeners"))
                .filter(listener -> listener.path("tls").asBoolean())
                .map(listener -> listener.path("port").asText())
                .findFirst()
                .orElse("?");
        return "%s-kafka-bootstrap%s:%s".formatted(only("Kafka", manifests), domain, port);
    }

    private static String brokersFromAfar(Manifests manifests) {
        return brokers(manifests, ".%s.svc".formatted(only("Namespace", manifests)));
    }

    private static String only(String kind, Manifests manifests) {
        return manifests.names(kind).stream().findFirst().orElse("?");
    }

    private static void equal(Manifest manifest, String what, String found, String expected, List<String> findings) {
        if (!found.equals(expected)) {
            findings.add("%s: %s is %s instead of %s".formatted(manifest, what, found, expected));
        }
    }

    /** Each file that a setting names lies in a volume, whose Secret has it. */
    private static void files(Manifest workload, Environment environment, Manifests manifests, List<String> findings) {
        environment
                .values()
                .forEach((variable, value) -> FILE.matcher(value)
                        .results()
                        .map(found -> found.group(1))
                        .filter(file -> !isMounted(workload, file, manifests))
                        .forEach(file -> findings.add(
                                "%s: %s names %s, which is not there".formatted(workload, variable, file))));
    }

    private static boolean isMounted(Manifest workload, String file, Manifests manifests) {
        String folder = file.substring(0, file.lastIndexOf('/'));
        String name = file.substring(folder.length() + 1);
        return workload.containers().stream()
                .flatMap(container -> Manifest.items(container.path("volumeMounts")))
                .filter(mount -> mount.path("mountPath").asText().equals(folder))
                .flatMap(mount -> workload.items("/spec/template/spec/volumes")
                        .filter(volume -> volume.path("name").equals(mount.path("name"))))
                .anyMatch(volume -> has(volume.path("secret"), name, manifests));
    }

    private static boolean has(JsonNode secret, String file, Manifests manifests) {
        return secret.has("items")
                ? Manifest.items(secret.path("items"))
                        .anyMatch(item -> item.path("path").asText().equals(file))
                : keysOf(secret.path("secretName").asText(), manifests)
                        .map(keys -> keys.contains(file))
                        .orElse(true);
    }

    private static void keys(Manifest manifest, Manifests manifests, List<String> findings) {
        List<JsonNode> references = new ArrayList<>();
        for (String field : List.of("secretKeyRef", "usernameSecret", "passwordSecret")) {
            manifest.content().findValues(field).stream()
                    .filter(reference -> reference.has("key"))
                    .forEach(references::add);
        }
        manifest.items("/spec/secretTargetRef").forEach(references::add);
        for (JsonNode reference : references) {
            key(manifest, reference.path("name").asText(), reference.path("key").asText(), manifests, findings);
        }
        manifest.content()
                .findValues("secret")
                .forEach(secret -> Manifest.items(secret.path("items"))
                        .forEach(item -> key(
                                manifest,
                                secret.path("secretName").asText(),
                                item.path("key").asText(),
                                manifests,
                                findings)));
    }

    private static void key(Manifest manifest, String secret, String key, Manifests manifests, List<String> findings) {
        keysOf(secret, manifests)
                .filter(keys -> !keys.contains(key))
                .ifPresent(keys -> findings.add(
                        "%s: the Secret %s has %s, and no %s".formatted(manifest, secret, new TreeSet<>(keys), key)));
    }

    /** Empty for a Secret that is whatever an operator of the suite makes of it; the README says what that has to be. */
    private static Optional<Set<String>> keysOf(String secret, Manifests manifests) {
        if (manifests.find("KafkaUser", secret).isPresent()) {
            return Optional.of(OF_KAFKA_USER);
        }
        if (madeFor("Kafka", "-cluster-ca-cert", secret, manifests)) {
            return Optional.of(Set.of("ca.crt", "ca.p12", "ca.password"));
        }
        if (madeFor("Cluster", "-ca", secret, manifests)) {
            return Optional.of(Set.of("ca.crt", "ca.key"));
        }
        boolean isLogin = Stream.of("-database", "-initial-admin").anyMatch(secret::endsWith);
        return isLogin ? Optional.of(OF_A_LOGIN) : Optional.empty();
    }

    private static boolean madeFor(String kind, String suffix, String secret, Manifests manifests) {
        return manifests.names(kind).stream().anyMatch(name -> secret.equals(name + suffix));
    }
}
