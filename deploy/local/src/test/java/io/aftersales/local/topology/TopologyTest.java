package io.aftersales.local.topology;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopologyTest {

    private final Topology topology = Topology.load();

    @Test
    void givesCommandsAndTheirAnswersSixPartitionsAndKeepsThemSevenDays() {
        for (String name :
                List.of("reverse-invoice", "credit-note-posted", "credit-note-drafted", "invoice-reversal-rejected")) {
            Topic topic = topic(name);
            assertThat(topic.partitions()).as(name).isEqualTo(6);
            assertThat(topic.settings())
                    .as(name)
                    .containsEntry("cleanup.policy", "delete")
                    .containsEntry("retention.ms", "604800000")
                    .containsEntry("segment.ms", "86400000");
        }
    }

    @Test
    void compactsReferenceDataAndKeepsDeadLettersThirtyDays() {
        for (String name : List.of("customer-changed", "company-settings-changed", "service-announced")) {
            assertThat(topic(name).settings()).as(name).containsExactly(Map.entry("cleanup.policy", "compact"));
        }
        for (Topology.Service service : topology.services()) {
            assertThat(topic(service.name() + ".dlq").settings()).containsEntry("retention.ms", "2592000000");
        }
    }

    @Test
    void refusesTwoServicesOnOnePort() {
        Topology.Service first = topology.services().get(0);
        Topology.Service twin = new Topology.Service("twin", "twin-service", first.port(), "twin", List.of("/twins"));

        assertThatThrownBy(() ->
                        new Topology(topology.infrastructure(), topology.gateway(), List.of(first, twin), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two have the same port: " + first.port());
    }

    @Test
    void refusesATopicThatNobodyOwns() {
        Topic lost = new Topic("lost", "nobody", 1, Topic.Cleanup.COMPACT, null);

        assertThatThrownBy(() ->
                        new Topology(topology.infrastructure(), topology.gateway(), topology.services(), List.of(lost)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void refusesRecordsThatAreDeletedAtNoTime() {
        assertThatThrownBy(() -> new Topic("endless", "all", 1, Topic.Cleanup.DELETE, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retentionDays");
    }

    private Topic topic(String name) {
        return topology.topics().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
