package io.aftersales.kubernetes.check;

import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;
import io.aftersales.local.topology.Topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The topics are those of the topology, with its partitions and settings, and there are enough brokers for their replicas. */
final class TopicCheck implements Check {

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(manifests.names("KafkaTopic"));
        int brokers = manifests.of("KafkaNodePool").stream()
                .filter(pool ->
                        pool.items("/spec/roles").anyMatch(role -> role.asText().equals("broker")))
                .mapToInt(pool -> pool.at("/spec/replicas").asInt())
                .sum();
        for (Topic topic : Project.read().topology().topics()) {
            unknown.remove(topic.name());
            Optional<Manifest> manifest = manifests.find("KafkaTopic", topic.name());
            if (manifest.isEmpty()) {
                findings.add("KafkaTopic " + topic.name() + ": missing");
                continue;
            }
            Manifest found = manifest.get();
            if (found.at("/spec/partitions").asInt() != topic.partitions()) {
                findings.add("%s: %s partitions instead of %d"
                        .formatted(found, found.at("/spec/partitions"), topic.partitions()));
            }
            if (!found.texts("/spec/config").equals(topic.settings())) {
                findings.add("%s: %s instead of %s".formatted(found, found.texts("/spec/config"), topic.settings()));
            }
            if (found.at("/spec/replicas").asInt() > brokers) {
                findings.add("%s: %s replicas on %d brokers".formatted(found, found.at("/spec/replicas"), brokers));
            }
        }
        unknown.forEach(name -> findings.add("KafkaTopic " + name + ": not in the topology"));
        for (Manifest cluster : manifests.of("Kafka")) {
            for (String setting : List.of("default.replication.factor", "offsets.topic.replication.factor")) {
                if (cluster.at("/spec/kafka/config/" + setting).asInt() > brokers) {
                    findings.add("%s: %s is more than %d brokers".formatted(cluster, setting, brokers));
                }
            }
            if (brokers > 1
                    && cluster.at("/spec/kafka/config/min.insync.replicas").asInt()
                            >= cluster.at("/spec/kafka/config/default.replication.factor")
                                    .asInt()) {
                findings.add(cluster + ": nobody can write while a broker restarts");
            }
        }
        return findings;
    }
}
