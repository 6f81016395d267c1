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

/**
 * The topics are those of the topology, with its partitions and settings; there are enough brokers for their replicas, and where
 * there are several, they are spread, and every topic can be written to while one of them restarts.
 */
final class TopicCheck implements Check {

    private static final String CONFIG = "/spec/kafka/config/";

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(manifests.names("KafkaTopic"));
        int inSync = manifests.of("Kafka").stream()
                .mapToInt(cluster -> cluster.at(CONFIG + "min.insync.replicas").asInt(1))
                .max()
                .orElse(1);
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
            replicas(found.toString(), found.at("/spec/replicas").asInt(), inSync, brokers, findings);
        }
        unknown.forEach(name -> findings.add("KafkaTopic " + name + ": not in the topology"));
        for (Manifest cluster : manifests.of("Kafka")) {
            for (String setting : List.of("default.replication.factor", "offsets.topic.replication.factor")) {
                String what = cluster + ": " + setting;
                replicas(what, cluster.at(CONFIG + setting).asInt(), inSync, brokers, findings);
            }
            replicas(
                    cluster + ": transaction.state.log.replication.factor",
                    cluster.at(CONFIG + "transaction.state.log.replication.factor")
                            .asInt(),
                    cluster.at(CONFIG + "transaction.state.log.min.isr").asInt(),
                    brokers,
                    findings);
        }
        manifests.of("KafkaNodePool").forEach(pool -> spread(pool, findings));
        return findings;
    }

    private static void spread(Manifest pool, List<String> findings) {
        boolean apart = pool.items("/spec/template/pod/topologySpreadConstraints")
                .anyMatch(spread -> spread.path("topologyKey").asText().equals("kubernetes.io/hostname")
                        && spread.path("whenUnsatisfiable").asText().equals("DoNotSchedule")
                        && spread.at("/labelSelector/matchLabels/strimzi.io~1pool-name")
                                .asText()
                                .equals(pool.name()));
        if (!apart) {
            findings.add(pool + ": its brokers may all be on one node");
        }
    }

    private static void replicas(String what, int replicas, int inSync, int brokers, List<String> findings) {
        if (replicas > brokers) {
            findings.add("%s: %d replicas on %d brokers".formatted(what, replicas, brokers));
        }
        if (brokers > 1 && replicas <= inSync) {
            findings.add("%s: %d replicas, of which %d must be in sync: nobody can write while a broker restarts"
                    .formatted(what, replicas, inSync));
        }
    }
}
