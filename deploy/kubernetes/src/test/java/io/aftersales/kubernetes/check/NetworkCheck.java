package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Nothing talks to anything unless a policy says so. The gateway alone faces outside, by the Ingress or Gateway, and reaches
 * services and Keycloak; a service is reached by the gateway and Prometheus, and reaches its database, the broker and Keycloak, and the mail
 * server if it sends mail.
 */
final class NetworkCheck implements Check {

    private static final Set<String> OF_EVERYBODY = Set.of("kube-dns:53");
    /** The namespaces of what takes connections from outside, by the value of their label. */
    private static final String OUTSIDE = "namespace true";

    private static final Set<String> CALLERS_OF_THE_GATEWAY = Set.of(OUTSIDE + ":8080", "namespace monitoring:8080");
    private static final Set<String> OF_THE_GATEWAY = Set.of("service:8081-8086", "keycloak:8080");
    private static final Set<String> OF_A_SERVICE =
            Set.of("aftersales-postgres:5432", "aftersales:9093", "keycloak:8080");
    private static final Set<String> MAIL = Set.of("anywhere:587", "mail-catcher:1025");

    private final Project project = Project.read();

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        List<Manifest> policies = manifests.of("NetworkPolicy");
        boolean denied = policies.stream()
                .anyMatch(policy -> policy.at("/spec/podSelector").isEmpty()
                        && policy.at("/spec/policyTypes").size() == 2
                        && policy.at("/spec/ingress").isMissingNode()
                        && policy.at("/spec/egress").isMissingNode());
        if (!denied) {
            findings.add("NetworkPolicy: nothing is denied");
        }
        for (Manifest workload : manifests.workloads()) {
            if (policies.stream().noneMatch(policy -> isFor(policy, workload) && !isForAll(policy))) {
                findings.add(workload + ": no NetworkPolicy is about it");
            }
            ofApplication(workload, policies, findings);
        }
        ports(manifests, findings);
        return findings;
    }

    private void ofApplication(Manifest workload, List<Manifest> policies, List<String> findings) {
        Set<String> reached = peers(workload, policies, "egress", "to");
        Set<String> callers = peers(workload, policies, "ingress", "from");
        Set<String> allowed = new TreeSet<>(OF_EVERYBODY);
        if (project.isGateway(workload.name())) {
            allowed.addAll(OF_THE_GATEWAY);
            exactly(workload, "reaches", reached, allowed, findings);
            exactly(workload, "is reached by", callers, CALLERS_OF_THE_GATEWAY, findings);
            return;
        }
        if (callers.stream().anyMatch(caller -> caller.startsWith("anywhere") || caller.startsWith(OUTSIDE))) {
            findings.add(workload + ": faces outside");
        }
        if (project.serviceOfModule(workload.name()).isPresent()) {
            allowed.addAll(OF_A_SERVICE);
            if (project.sendsMail(workload.name())) {
                if (reached.stream().filter(MAIL::contains).count() != 1) {
                    findings.add(workload + ": does not reach the mail server");
                }
                allowed.addAll(MAIL);
                reached.addAll(MAIL);
            }
            exactly(workload, "reaches", reached, allowed, findings);
            exactly(
                    workload,
                    "is reached by",
                    callers,
                    Set.of("gateway:8081-8086", "namespace monitoring:8081-8086"),
                    findings);
        }
    }

    /** The ports that stand in the policies are those of the topology. */
    private void ports(Manifests manifests, List<String> findings) {
        for (Manifest deployment : manifests.of("Deployment")) {
            project.serviceOfModule(deployment.name())
                    .filter(service -> service.port() < 8081 || service.port() > 8086)
                    .ifPresent(service -> findings.add("%s: no policy lets anybody to its port".formatted(deployment)));
        }
    }

    private static void exactly(
            Manifest workload, String what, Set<String> found, Set<String> wanted, List<String> findings) {
        if (!found.equals(new TreeSet<>(wanted))) {
            findings.add("%s: %s %s instead of %s".formatted(workload, what, found, new TreeSet<>(wanted)));
        }
    }

    private static Set<String> peers(Manifest workload, List<Manifest> policies, String direction, String side) {
        Set<String> peers = new TreeSet<>();
        policies.stream()
                .filter(policy -> isFor(policy, workload))
                .flatMap(policy -> policy.items("/spec/" + direction))
                .forEach(rule -> ports(rule).forEach(port -> {
                    if (rule.path(side).isMissingNode()) {
                        peers.add("anywhere:" + port);
                    }
                    Manifest.items(rule.path(side)).forEach(peer -> peers.add(name(peer) + ":" + port));
                }));
        return peers;
    }

    private static List<String> ports(JsonNode rule) {
        return rule.has("ports")
                ? Manifest.items(rule.path("ports")).map(NetworkCheck::number).toList()
                : List.of("any");
    }

    private static String number(JsonNode port) {
        return port.path("port").asText()
                + (port.has("endPort") ? "-" + port.path("endPort").asText() : "");
    }

    /** What the peer is called, by the one label that says it. */
    private static String name(JsonNode peer) {
        JsonNode pods = peer.at("/podSelector/matchLabels");
        JsonNode selector = pods.isMissingNode() ? peer.at("/namespaceSelector/matchLabels") : pods;
        String value = Manifest.texts(selector).values().stream().findFirst().orElse("anywhere");
        return pods.isMissingNode() ? "namespace " + value : value;
    }

    private static boolean isForAll(Manifest policy) {
        return policy.at("/spec/podSelector").isEmpty();
    }

    private static boolean isFor(Manifest policy, Manifest workload) {
        Map<String, String> labels = policy.texts("/spec/podSelector/matchLabels");
        return workload.podLabels().entrySet().containsAll(labels.entrySet());
    }
}
