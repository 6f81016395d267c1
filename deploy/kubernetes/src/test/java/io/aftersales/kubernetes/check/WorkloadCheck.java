package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whatever runs has the least rights and bounded resources; each application of the suite runs its own image, is asked at the
 * health endpoints that it has, and is spread over nodes and zones.
 */
final class WorkloadCheck implements Check {

    private static final String REGISTRY = "ghcr.io/aftersales/";

    private final Project project = Project.read();

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        for (Manifest workload : manifests.workloads()) {
            rights(workload, findings);
            if (workload.kind().equals("Deployment")) {
                probes(workload, findings);
            }
            if (project.modules().contains(workload.name())) {
                application(workload, findings);
            } else if (workload.containers().stream().anyMatch(one -> image(one).startsWith(REGISTRY))) {
                findings.add(workload + ": the topology has no such module");
            }
        }
        if (manifests.find("Deployment", project.topology().gateway().module()).isEmpty()) {
            findings.add("Deployment " + project.topology().gateway().module() + ": missing");
        }
        return findings;
    }

    private static void rights(Manifest workload, List<String> findings) {
        require(workload, "/spec/template/spec/automountServiceAccountToken", "false", findings);
        require(workload, "/spec/template/spec/enableServiceLinks", "false", findings);
        require(workload, "/spec/template/spec/securityContext/runAsNonRoot", "true", findings);
        require(workload, "/spec/template/spec/securityContext/seccompProfile/type", "RuntimeDefault", findings);
        List<JsonNode> containers = workload.containers();
        for (int i = 0; i < containers.size(); i++) {
            String container = "/spec/template/spec/containers/" + i;
            require(workload, container + "/securityContext/readOnlyRootFilesystem", "true", findings);
            require(workload, container + "/securityContext/allowPrivilegeEscalation", "false", findings);
            require(workload, container + "/securityContext/capabilities/drop/0", "ALL", findings);
            for (String resource : List.of("requests/cpu", "requests/memory", "limits/memory")) {
                if (workload.at(container + "/resources/" + resource).isMissingNode()) {
                    findings.add("%s: no resources/%s".formatted(workload, resource));
                }
            }
            temporaryFolder(workload, containers.get(i), findings);
        }
    }

    private static void temporaryFolder(Manifest workload, JsonNode container, List<String> findings) {
        Set<String> empty = new TreeSet<>();
        workload.items("/spec/template/spec/volumes")
                .filter(volume -> volume.has("emptyDir"))
                .forEach(volume -> empty.add(volume.path("name").asText()));
        boolean writable = Manifest.items(container.path("volumeMounts"))
                .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp")
                        && empty.contains(mount.path("name").asText()));
        if (!writable) {
            findings.add(workload + ": there is nowhere to write, not even /tmp");
        }
    }

    private static void probes(Manifest deployment, List<String> findings) {
        for (String probe : List.of("livenessProbe", "readinessProbe")) {
            if (deployment.at("/spec/template/spec/containers/0/" + probe).isMissingNode()) {
                findings.add("%s: no %s".formatted(deployment, probe));
            }
        }
    }

    private void application(Manifest deployment, List<String> findings) {
        JsonNode container = deployment.containers().get(0);
        String image = REGISTRY + deployment.name() + ":" + project.version();
        if (!image(container).equals(image)) {
            findings.add("%s: runs %s instead of %s".formatted(deployment, image(container), image));
        }
        Map<String, String> endpoints = new TreeMap<>();
        endpoints.put("startupProbe", health(deployment.name(), "startup-path"));
        endpoints.put("livenessProbe", health(deployment.name(), "liveness-path"));
        endpoints.put("readinessProbe", health(deployment.name(), "readiness-path"));
        endpoints.forEach((probe, path) -> {
            JsonNode get = container.path(probe).path("httpGet");
            if (!get.path("path").asText().equals(path)
                    || !get.path("port").asText().equals("http")) {
                findings.add("%s: %s asks %s, the application answers at %s".formatted(deployment, probe, get, path));
            }
        });
        Set<String> spread = new TreeSet<>();
        deployment
                .items("/spec/template/spec/topologySpreadConstraints")
                .filter(one -> deployment
                        .podLabels()
                        .entrySet()
                        .containsAll(Manifest.texts(one.at("/labelSelector/matchLabels"))
                                .entrySet()))
                .forEach(one -> spread.add(one.path("topologyKey").asText()));
        for (String domain : List.of("kubernetes.io/hostname", "topology.kubernetes.io/zone")) {
            if (!spread.contains(domain)) {
                findings.add("%s: all of it may run in one %s".formatted(deployment, domain));
            }
        }
    }

    private String health(String module, String path) {
        return "/%s/%s/%s"
                .formatted(
                        project.configuration().value(module, "quarkus.http.non-application-root-path"),
                        project.configuration().value(module, "quarkus.smallrye-health.root-path"),
                        project.configuration().value(module, "quarkus.smallrye-health." + path));
    }

    private static String image(JsonNode container) {
        return container.path("image").asText();
    }

    private static void require(Manifest workload, String pointer, String value, List<String> findings) {
        if (!workload.text(pointer).equals(value)) {
            findings.add("%s: %s is not %s".formatted(workload, pointer, value));
        }
    }
}
