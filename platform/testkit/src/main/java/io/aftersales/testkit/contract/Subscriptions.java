package io.aftersales.testkit.contract;

import io.aftersales.testkit.Infrastructure;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether a running service reads the topics that {@code asyncapi.yaml} says it receives, those and no others. */
public final class Subscriptions {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Subscriptions() {}

    /** Fails when the consumers of the service under test do not come to read exactly the topics of its receive operations. */
    public static void check(String service) {
        Set<String> received = new TreeSet<>(AsyncApi.read().receivedBy(service));
        try (Admin admin = Infrastructure.running().kafkaAdmin()) {
            Awaitility.await("consumers of " + service)
                    .atMost(PATIENCE)
                    // A group that has no coordinator yet, or is gone since it was listed, cannot be described.
                    .ignoreException(ExecutionException.class)
                    .untilAsserted(() -> assertThat(topicsRead(admin))
                            .as("topics that %s reads, against asyncapi.yaml", service)
                            .isEqualTo(received));
        }
    }

    /** The topics of which some consumer of the broker holds a partition. */
    private static Set<String> topicsRead(Admin admin) throws ExecutionException, InterruptedException {
        List<String> groups = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .toList();
        return admin.describeConsumerGroups(groups).all().get().values().stream()
                .flatMap(group -> group.members().stream())
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .map(TopicPartition::topic)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
