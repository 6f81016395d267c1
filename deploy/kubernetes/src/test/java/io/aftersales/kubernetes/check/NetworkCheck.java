package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nothing talks to anything unless a policy says so. The gateway alone faces outside, by the Ingress or Gateway, and reaches
 * services and Keycloak; a service is reached by the gateway and Prometheus, and reaches its database, the broker and Keycloak, and the mail
 * server if it sends mail. The pods that operators make are held to the same: peers are those of a list, by labels and ports.
 */
final class NetworkCheck implements Check {

    private static final String ANYWHERE = "anywhere";
    private static final String DNS = "k8s-app=kube-dns in kubernetes.io/metadata.name=kube-system:53";
    private static final String DNS_BY_UDP = DNS + "/UDP";

    /** The namespaces of what takes connections from outside. */
    private static final String OUTSIDE = "namespace aftersales.io/ingress=true";

    private static final String MONITORING = "namespace kubernetes.io/metadata.name=monitoring";
    private static final String KEDA = "namespace kubernetes.io/metadata.name=keda";
    private static final String CLOUD_NATIVE_PG = "namespace kubernetes.io/metadata.name=cnpg-system";
    private static final String GATEWAY = "app.kubernetes.io/name=gateway";
    private static final String SERVICES = "app.kubernetes.io/component=service";
    private static final String SUITE = "app.kubernetes.io/part-of=aftersales";
    private static final String POSTGRES = "cnpg.io/cluster=aftersales-postgres";
    private static final String KAFKA = "strimzi.io/cluster=aftersales";
    private static final String KEYCLOAK = "app=keycloak";

    private static final Set<String> MAIL = Set.of(ANYWHERE + ":587", "app.kubernetes.io/name=mail-catcher:1025");

    /** The API server's address is known to the cluster alone. */
    private static final Set<String> API_SERVER = Set.of(ANYWHERE + ":443", ANYWHERE + ":6443");

    /** Pods that an operator makes, or that are one; what is not listed reaches nobody and is reached by nobody. */
    private record OfOperator(String label, Set<String> callers, Set<String> reached) {

        Map<String, String> labels() {
            String[] parts = label.split("=");
            return Map.of(parts[0], parts[1]);
        }
    }

    private static final List<OfOperator> OF_OPERATORS = List.of(
            new OfOperator(
                    POSTGRES,
                    Set.of(
                            SERVICES + ":5432",
                            KEYCLOAK + ":5432",
                            POSTGRES + ":5432",
                            POSTGRES + ":8000",
                            CLOUD_NATIVE_PG + ":5432",
                            CLOUD_NATIVE_PG + ":8000"),
                    with(API_SERVER, POSTGRES + ":5432", POSTGRES + ":8000")),
            // Who comes in is said by Strimzi's own policies, from the peers of each listener.
            new OfOperator(KAFKA, Set.of(), with(API_SERVER, KAFKA + ":any")),
            new OfOperator(
                    KEYCLOAK,
                    Set.of(SUITE + ":8080", OUTSIDE + ":8080", KEYCLOAK + ":7800", KEYCLOAK + ":57800"),
                    Set.of(POSTGRES + ":5432", KEYCLOAK + ":7800", KEYCLOAK + ":57800")),
            new OfOperator("app.kubernetes.io/name=keycloak-operator", Set.of(), API_SERVER));

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
        policies.forEach(policy -> Stream.of("Ingress", "Egress")
                .filter(direction -> !policy.at("/spec/" + direction.toLowerCase(Locale.ROOT))
                        .isMissingNode())
                .filter(direction -> policy.items("/spec/policyTypes")
                        .noneMatch(type -> type.asText().equals(direction)))
                .forEach(direction ->
                        findings.add("%s: what it says of %s does not count".formatted(policy, direction))));
        for (Manifest workload : manifests.workloads()) {
            if (policies.stream().noneMatch(policy -> isFor(policy, workload.podLabels()) && !isForAll(policy))) {
                findings.add(workload + ": no NetworkPolicy is about it");
            }
            ofApplication(workload, policies, findings);
        }
        OF_OPERATORS.forEach(pods -> {
            exactly(
                    pods.label(),
                    "reaches",
                    reached(pods.labels(), policies),
                    with(pods.reached(), DNS, DNS_BY_UDP),
                    findings);
            exactly(pods.label(), "is reached by", callers(pods.labels(), policies), pods.callers(), findings);
        });
        ofOperatorsOwn(manifests, findings);
        ports(manifests, findings);
        return findings;
    }

    private void ofApplication(Manifest workload, List<Manifest> policies, List<String> findings) {
        Set<String> reached = reached(workload.podLabels(), policies);
        Set<String> callers = callers(workload.podLabels(), policies);
        String who = workload.toString();
        if (project.isGateway(workload.name())) {
            Set<String> wanted = Set.of(DNS, DNS_BY_UDP, SERVICES + ":8081-8086", KEYCLOAK + ":8080");
            exactly(who, "reaches", reached, wanted, findings);
            exactly(who, "is reached by", callers, Set.of(OUTSIDE + ":8080", MONITORING + ":8080"), findings);
            return;
        }
        if (callers.stream().anyMatch(caller -> caller.startsWith(ANYWHERE) || caller.startsWith(OUTSIDE))) {
            findings.add(workload + ": faces outside");
        }
        if (project.serviceOfModule(workload.name()).isPresent()) {
            Set<String> wanted = with(Set.of(DNS, DNS_BY_UDP), POSTGRES + ":5432", KAFKA + ":9093", KEYCLOAK + ":8080");
            if (project.sendsMail(workload.name())) {
                if (reached.stream().filter(MAIL::contains).count() != 1) {
                    findings.add(workload + ": does not reach the mail server");
                }
                wanted.addAll(MAIL);
                reached.addAll(MAIL);
            }
            exactly(who, "reaches", reached, wanted, findings);
            exactly(who, "is reached by", callers, Set.of(GATEWAY + ":8081-8086", MONITORING + ":8081-8086"), findings);
        }
    }

    /** Policies that operators make themselves: they add to ours. */
    private static void ofOperatorsOwn(Manifests manifests, List<String> findings) {
        for (Manifest kafka : manifests.of("Kafka")) {
            kafka.items("/spec/kafka/listeners")
                    .forEach(listener -> exactly(
                            kafka + " at " + listener.path("port").asText(),
                            "is reached by",
                            names(listener.path("networkPolicyPeers")),
                            Set.of(SERVICES, KEDA),
                            findings));
        }
        for (Manifest keycloak : manifests.of("Keycloak")) {
            if (keycloak.at("/spec/networkPolicy/enabled").asBoolean(true)) {
                findings.add(keycloak + ": its operator's own policy lets everybody in");
            }
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

    private static void exactly(String who, String what, Set<String> found, Set<String> wanted, List<String> findings) {
        if (!found.equals(wanted)) {
            findings.add("%s: %s %s instead of %s".formatted(who, what, new TreeSet<>(found), new TreeSet<>(wanted)));
        }
    }

    private static Set<String> with(Set<String> these, String... others) {
        Set<String> all = new TreeSet<>(these);
        all.addAll(List.of(others));
        return all;
    }

    private static Set<String> reached(Map<String, String> podLabels, List<Manifest> policies) {
        return peers(podLabels, policies, "egress", "to");
    }

    private static Set<String> callers(Map<String, String> podLabels, List<Manifest> policies) {
        return peers(podLabels, policies, "ingress", "from");
    }

    private static Set<String> peers(
            Map<String, String> podLabels, List<Manifest> policies, String direction, String side) {
        Set<String> peers = new TreeSet<>();
        policies.stream()
                .filter(policy -> isFor(policy, podLabels))
                .flatMap(policy -> policy.items("/spec/" + direction))
                .forEach(rule -> names(rule.path(side))
                        .forEach(peer -> ports(rule).forEach(port -> peers.add(peer + ":" + port))));
        return peers;
    }

    private static List<String> ports(JsonNode rule) {
        return rule.path("ports").isEmpty()
                ? List.of("any")
                : Manifest.items(rule.path("ports")).map(NetworkCheck::number).toList();
    }

    private static String number(JsonNode port) {
        return port.path("port").asText()
                + (port.has("endPort") ? "-" + port.path("endPort").asText() : "")
                + (port.path("protocol").asText("TCP").equals("TCP")
                        ? ""
                        : "/" + port.path("protocol").asText());
    }

    /** What peers are called; a list that is not there, or empty, is everybody's. */
    private static Set<String> names(JsonNode peers) {
        return peers.isEmpty()
                ? Set.of(ANYWHERE)
                : Manifest.items(peers).map(NetworkCheck::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the peer is called: by its labels, and those of its namespace if that is another. */
    private static String name(JsonNode peer) {
        if (!peer.has("podSelector")) {
            return "namespace " + labels(peer.path("namespaceSelector"));
        }
        return labels(peer.path("podSelector"))
                + (peer.has("namespaceSelector") ? " in " + labels(peer.path("namespaceSelector")) : "");
    }

    private static String labels(JsonNode selector) {
        return Manifest.texts(selector.path("matchLabels")).entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    private static boolean isForAll(Manifest policy) {
        return policy.at("/spec/podSelector").isEmpty();
    }

    private static boolean isFor(Manifest policy, Map<String, String> podLabels) {
        Map<String, String> labels = policy.texts("/spec/podSelector/matchLabels");
        return podLabels.entrySet().containsAll(labels.entrySet());
    }
}
