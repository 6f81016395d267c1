package io.aftersales.kubernetes.check;

import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is scaled is scaled by one only, from two replicas on, and a service never beyond the partitions of the topics that it
 * reads: further replicas would have nothing to take in.
 */
final class ScalingCheck implements Check {

    private final Project project = Project.read();

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        for (Manifest scaler : scalers(manifests).toList()) {
            if (manifests.find("Deployment", target(scaler)).isEmpty()) {
                findings.add("%s: there is no Deployment %s".formatted(scaler, target(scaler)));
            }
            if (least(scaler) < 2 || most(scaler) < least(scaler)) {
                findings.add("%s: from %d to %d".formatted(scaler, least(scaler), most(scaler)));
            }
            project.serviceOfModule(target(scaler)).ifPresent(service -> partitions(scaler, service.name(), findings));
        }
        for (Manifest deployment : manifests.of("Deployment")) {
            long scalers = scalers(manifests)
                    .filter(scaler -> target(scaler).equals(deployment.name()))
                    .count();
            if (scalers > 1) {
                findings.add(deployment + ": two autoscalers fight for it");
            }
            if (scalers > 0 && !deployment.at("/spec/replicas").isMissingNode()) {
                findings.add(deployment + ": whoever applies it undoes what its autoscaler did");
            }
        }
        if (manifests.of("HorizontalPodAutoscaler").isEmpty()
                != manifests.of("ScaledObject").isEmpty()) {
            findings.add("HorizontalPodAutoscaler: the gateway and the services are scaled together, or none of them");
        }
        for (Manifest deployment : manifests.of("Deployment")) {
            if (!manifests.of("ScaledObject").isEmpty()
                    && project.modules().contains(deployment.name())
                    && scalers(manifests).noneMatch(scaler -> target(scaler).equals(deployment.name()))) {
                findings.add(deployment + ": nothing scales it");
            }
        }
        return findings;
    }

    private void partitions(Manifest scaler, String service, List<String> findings) {
        int partitions = project.readBy(service).stream()
                .mapToInt(project::partitions)
                .max()
                .orElse(1);
        if (most(scaler) > partitions) {
            findings.add("%s: up to %d replicas for %d partitions".formatted(scaler, most(scaler), partitions));
        }
        Set<String> topics = project.readBy(service);
        String group = project.configuration().value(service + "-service", "mp.messaging.incoming.inbox.group.id");
        boolean watched = scaler.items("/spec/triggers")
                .filter(trigger -> trigger.path("type").asText().equals("kafka"))
                .map(trigger -> trigger.path("metadata"))
                .anyMatch(lag -> lag.path("consumerGroup").asText().equals(service)
                        && (!lag.has("topic")
                                || topics.contains(lag.path("topic").asText()))
                        && group.equals("${aftersales.service}"));
        if (!watched) {
            findings.add(scaler + ": does not look at the lag of the group " + service);
        }
    }

    /** The most replicas that the Deployment may have, apart from those of an update. */
    static int most(Manifest deployment, Manifests manifests) {
        return scalers(manifests)
                .filter(scaler -> target(scaler).equals(deployment.name()))
                .mapToInt(ScalingCheck::most)
                .max()
                .orElse(deployment.at("/spec/replicas").asInt(1));
    }

    private static Stream<Manifest> scalers(Manifests manifests) {
        return Stream.concat(manifests.of("HorizontalPodAutoscaler").stream(), manifests.of("ScaledObject").stream());
    }

    private static String target(Manifest scaler) {
        return scaler.text("/spec/scaleTargetRef/name");
    }

    private static int least(Manifest scaler) {
        return scaler.at(scaler.kind().equals("ScaledObject") ? "/spec/minReplicaCount" : "/spec/minReplicas")
                .asInt(1);
    }

    private static int most(Manifest scaler) {
        return scaler.at(scaler.kind().equals("ScaledObject") ? "/spec/maxReplicaCount" : "/spec/maxReplicas")
                .asInt();
    }
}
