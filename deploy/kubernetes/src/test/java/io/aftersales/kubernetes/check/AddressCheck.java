package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whoever is called listens there: applications at the topology's ports, the gateway's addresses, what the Ingress or the
 * Gateway hands on, and where Prometheus looks.
 */
final class AddressCheck implements Check {

    /** Made by the Keycloak operator for the Keycloak of this name. */
    private static final String KEYCLOAK = "keycloak-service";

    private static final int KEYCLOAK_PORT = 8080;

    /** Nothing else is shown to the world: not /q, with its health and metrics. */
    private static final List<String> PUBLIC = List.of("/api/v1", "/realms/aftersales", "/resources");

    private final Project project = Project.read();

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        for (Manifest deployment : manifests.of("Deployment")) {
            if (project.modules().contains(deployment.name())) {
                listening(deployment, manifests, findings);
            }
        }
        manifests
                .find("Deployment", project.topology().gateway().module())
                .ifPresent(gateway -> addresses(gateway, manifests, findings));
        for (Manifest route : manifests.of("HTTPRoute")) {
            route.items("/spec/rules").forEach(rule -> {
                Manifest.items(rule.path("matches"))
                        .forEach(match -> open(route, match.at("/path/value").asText(), findings));
                Manifest.items(rule.path("backendRefs"))
                        .forEach(backend -> backend(
                                route, backend.path("name").asText(), backend.path("port"), manifests, findings));
            });
        }
        for (Manifest ingress : manifests.of("Ingress")) {
            ingress.items("/spec/rules")
                    .flatMap(rule -> Manifest.items(rule.at("/http/paths")))
                    .forEach(path -> {
                        open(ingress, path.path("path").asText(), findings);
                        JsonNode service = path.at("/backend/service");
                        JsonNode port = service.path("port");
                        backend(
                                ingress,
                                service.path("name").asText(),
                                port.has("name") ? port.path("name") : port.path("number"),
                                manifests,
                                findings);
                    });
        }
        manifests.of("ServiceMonitor").forEach(monitor -> metrics(monitor, manifests, findings));
        return findings;
    }

    private void listening(Manifest deployment, Manifests manifests, List<String> findings) {
        int port = project.port(deployment.name());
        Optional<JsonNode> opened = Manifest.items(
                        deployment.containers().get(0).path("ports"))
                .filter(one -> one.path("name").asText().equals("http"))
                .findFirst();
        if (opened.isEmpty() || opened.get().path("containerPort").asInt() != port) {
            findings.add("%s: the topology has it on port %d".formatted(deployment, port));
        }
        String told = Environment.of(deployment, manifests).value("QUARKUS_HTTP_PORT");
        if (!told.isEmpty() && !told.equals(Integer.toString(port))) {
            findings.add("%s: is told to listen on %s, the topology has it on %d".formatted(deployment, told, port));
        }
        Optional<Manifest> service = manifests.find("Service", deployment.name());
        if (service.isEmpty()
                || !deployment
                        .podLabels()
                        .entrySet()
                        .containsAll(service.get().texts("/spec/selector").entrySet())) {
            findings.add(deployment + ": no Service of its name leads to it");
        } else if (service.get()
                .items("/spec/ports")
                .noneMatch(one -> one.path("port").asInt() == port)) {
            findings.add("%s: not on port %d, as in the topology".formatted(service.get(), port));
        }
    }

    private void addresses(Manifest gateway, Manifests manifests, List<String> findings) {
        Environment environment = Environment.of(gateway, manifests);
        project.topology().services().forEach(service -> {
            String variable =
                    "GATEWAY_SERVICES_%s_ADDRESSES".formatted(service.name().toUpperCase(Locale.ROOT));
            String expected = service.module() + ":" + service.port();
            if (!environment.value(variable).equals(expected)) {
                findings.add("%s: %s is %s instead of %s"
                        .formatted(gateway, variable, environment.value(variable), expected));
            }
        });
    }

    private static void open(Manifest route, String path, List<String> findings) {
        if (!PUBLIC.contains(path)) {
            findings.add("%s: shows %s to the world".formatted(route, path));
        }
    }

    private static void backend(
            Manifest route, String name, JsonNode port, Manifests manifests, List<String> findings) {
        boolean there = name.equals(KEYCLOAK)
                ? port.asInt() == KEYCLOAK_PORT
                        && manifests.find("Keycloak", "keycloak").isPresent()
                : name.equals("gateway")
                        && manifests.find("Service", name).stream()
                                .flatMap(service -> service.items("/spec/ports"))
                                .anyMatch(one -> one.path("port").equals(port)
                                        || one.path("name").equals(port));
        if (!there) {
            findings.add("%s: leads to %s:%s, which is not there or not for the world"
                    .formatted(route, name, port.asText()));
        }
    }

    private void metrics(Manifest monitor, Manifests manifests, List<String> findings) {
        Map<String, String> labels = monitor.texts("/spec/selector/matchLabels");
        for (Manifest deployment : manifests.of("Deployment")) {
            if (!project.modules().contains(deployment.name())) {
                continue;
            }
            String path = project.configuration().value(deployment.name(), "quarkus.micrometer.export.prometheus.path");
            boolean asked = manifests.find("Service", deployment.name()).stream()
                    .filter(service ->
                            service.texts("/metadata/labels").entrySet().containsAll(labels.entrySet()))
                    .flatMap(service -> service.items("/spec/ports"))
                    .anyMatch(port -> monitor.items("/spec/endpoints")
                            .anyMatch(endpoint -> endpoint.path("port").equals(port.path("name"))
                                    && endpoint.path("path").asText().equals(path)));
            if (!asked) {
                findings.add("%s: does not ask %s at %s".formatted(monitor, deployment.name(), path));
            }
        }
    }
}
