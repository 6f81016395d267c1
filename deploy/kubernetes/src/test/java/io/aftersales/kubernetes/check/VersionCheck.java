package io.aftersales.kubernetes.check;

import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What others made, and compose runs too, has the version that was tried there; PostgreSQL and Kafka have it in other images. */
final class VersionCheck implements Check {

    private final Set<String> tried = Project.read().imagesOfCompose();

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        for (Manifest workload : manifests.workloads()) {
            workload.containers().forEach(container -> {
                String image = container.path("image").asText();
                for (String other : tried) {
                    if (name(other).equals(name(image)) && !other.equals(image)) {
                        findings.add("%s: runs %s, compose %s".formatted(workload, image, other));
                    }
                }
            });
        }
        for (Manifest cluster : manifests.of("Cluster")) {
            String version = tag(cluster.text("/spec/imageName")).split("-")[0];
            if (!tried.contains("postgres:" + version)) {
                findings.add("%s: runs PostgreSQL %s, compose another".formatted(cluster, version));
            }
        }
        for (Manifest kafka : manifests.of("Kafka")) {
            String version = kafka.text("/spec/kafka/version");
            if (!tried.contains("apache/kafka:" + version)) {
                findings.add("%s: runs %s, compose another".formatted(kafka, version));
            }
        }
        return findings;
    }

    private static String name(String image) {
        return image.substring(0, colon(image));
    }

    private static String tag(String image) {
        return image.substring(Math.min(colon(image) + 1, image.length()));
    }

    /** Where the tag begins; that of a registry's port comes before a slash. */
    private static int colon(String image) {
        int colon = image.lastIndexOf(':');
        return colon > image.lastIndexOf('/') ? colon : image.length();
    }
}
