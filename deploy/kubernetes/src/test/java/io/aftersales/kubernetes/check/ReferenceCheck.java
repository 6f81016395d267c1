package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is named is there. Secrets are named and nowhere written: those that an operator makes belong to an object that is here,
 * the others stand in the README, where people learn that they have to make them.
 */
final class ReferenceCheck implements Check {

    private final Project project = Project.read();

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        manifests.of("Secret").forEach(secret -> findings.add(secret + ": a secret that everybody can read"));
        Set<String> seen = new TreeSet<>();
        for (Manifest manifest : manifests.all()) {
            if (!seen.add(manifest.fullKind() + " " + manifest.name())) {
                findings.add(manifest + ": twice");
            }
            secrets(manifest, manifests, findings);
        }
        for (Manifest workload : manifests.workloads()) {
            configMaps(workload, manifests, findings);
            volumes(workload, findings);
        }
        for (Manifest service : manifests.of("Service")) {
            if (manifests.selected(service.texts("/spec/selector")).isEmpty()) {
                findings.add(service + ": leads nowhere");
            }
        }
        for (Manifest object : manifests.of("ScaledObject")) {
            object.items("/spec/triggers")
                    .filter(trigger -> trigger.has("authenticationRef"))
                    .map(trigger -> trigger.at("/authenticationRef/name").asText())
                    .filter(name ->
                            manifests.find("TriggerAuthentication", name).isEmpty())
                    .forEach(name -> findings.add("%s: no TriggerAuthentication %s".formatted(object, name)));
        }
        for (Manifest cluster : manifests.of("Cluster")) {
            cluster.content().findValues("barmanObjectName").stream()
                    .map(JsonNode::asText)
                    .filter(name -> manifests.find("ObjectStore", name).isEmpty())
                    .forEach(name -> findings.add("%s: no ObjectStore %s".formatted(cluster, name)));
            String source = cluster.text("/spec/bootstrap/recovery/source");
            if (!source.isEmpty()
                    && cluster.items("/spec/externalClusters")
                            .noneMatch(known -> known.path("name").asText().equals(source))) {
                findings.add("%s: no external cluster %s".formatted(cluster, source));
            }
        }
        Set<String> clusters = manifests.names("Kafka");
        manifests.all().stream()
                .filter(manifest -> manifest.texts("/metadata/labels").containsKey("strimzi.io/cluster"))
                .filter(manifest ->
                        !clusters.contains(manifest.texts("/metadata/labels").get("strimzi.io/cluster")))
                .forEach(manifest -> findings.add(manifest + ": of a Kafka that is not here"));
        for (Manifest keycloak : manifests.of("Keycloak")) {
            if (manifests
                    .find("Cluster", keycloak.text("/spec/db/host").replaceFirst("-rw$", ""))
                    .isEmpty()) {
                findings.add("%s: no database server %s".formatted(keycloak, keycloak.text("/spec/db/host")));
            }
        }
        return findings;
    }

    private void secrets(Manifest manifest, Manifests manifests, List<String> findings) {
        List<String> names = new ArrayList<>();
        for (String field : List.of(
                "secretKeyRef", "secret", "passwordSecret", "usernameSecret", "accessKeyId", "secretAccessKey")) {
            manifest.content().findValues(field).stream()
                    .map(reference -> reference
                            .path(reference.has("secretName") ? "secretName" : "name")
                            .asText())
                    .forEach(names::add);
        }
        manifest.items("/spec/secretTargetRef")
                .map(reference -> reference.path("name").asText())
                .forEach(names::add);
        manifest.items("/spec/tls").map(tls -> tls.path("secretName").asText()).forEach(names::add);
        names.stream()
                .filter(name -> !isMade(name, manifests) && !isExplained(name))
                .distinct()
                .forEach(name -> findings.add("%s: nobody makes the Secret %s".formatted(manifest, name)));
    }

    private static boolean isMade(String secret, Manifests manifests) {
        Set<String> made = new TreeSet<>(manifests.names("KafkaUser"));
        manifests.names("Kafka").forEach(name -> made.add(name + "-cluster-ca-cert"));
        manifests.names("Cluster").forEach(name -> made.add(name + "-ca"));
        manifests.names("Keycloak").forEach(name -> made.add(name + "-initial-admin"));
        return made.contains(secret);
    }

    /** {@code <service>-database} stands for each of them. */
    private boolean isExplained(String secret) {
        String readme = project.readme();
        boolean ofService = secret.endsWith("-database")
                && project.service(secret.replace("-database", "")).isPresent();
        return readme.contains("`" + secret + "`") || ofService && readme.contains("`<service>-database`");
    }

    private static void configMaps(Manifest workload, Manifests manifests, List<String> findings) {
        List<String> names = new ArrayList<>();
        workload.content()
                .findValues("configMapRef")
                .forEach(reference -> names.add(reference.path("name").asText()));
        workload.items("/spec/template/spec/volumes")
                .filter(volume -> volume.has("configMap"))
                .forEach(volume -> names.add(volume.at("/configMap/name").asText()));
        names.stream()
                .filter(name -> manifests.find("ConfigMap", name).isEmpty())
                .forEach(name -> findings.add("%s: no ConfigMap %s".formatted(workload, name)));
    }

    private static void volumes(Manifest workload, List<String> findings) {
        Set<String> offered = new TreeSet<>();
        workload.items("/spec/template/spec/volumes")
                .forEach(volume -> offered.add(volume.path("name").asText()));
        for (JsonNode container : workload.containers()) {
            Manifest.items(container.path("volumeMounts"))
                    .map(mount -> mount.path("name").asText())
                    .filter(name -> !offered.contains(name))
                    .forEach(name -> findings.add("%s: no volume %s".formatted(workload, name)));
        }
    }
}
