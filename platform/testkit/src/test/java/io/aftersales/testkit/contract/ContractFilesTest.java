package io.aftersales.testkit.contract;

import io.aftersales.testkit.Json;
import io.aftersales.testkit.Project;
import io.aftersales.testkit.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The files under {@code contracts/} themselves. */
class ContractFilesTest {

    private static final Contracts CONTRACTS = Contracts.read();
    private static final AsyncApi ASYNC_API = CONTRACTS.asyncApi();
    private static final Topology TOPOLOGY = Topology.read();

    static Stream<Path> schemaFiles() {
        return CONTRACTS.schemaFiles().stream();
    }

    static Stream<AsyncApi.Channel> channels() {
        return ASYNC_API.channels().values().stream();
    }

    @ParameterizedTest
    @MethodSource("schemaFiles")
    void everySchemaIsSoundAndKnownByItsFileName(Path schemaFile) {
        assertThat(CONTRACTS.faultsOf(schemaFile)).isEmpty();
    }

    @Test
    void everyReferenceOfTheAsyncApiDocumentLeadsSomewhere() {
        assertThat(ASYNC_API.danglingReferences(Project.contracts())).isEmpty();
    }

    @Test
    void everyPayloadSchemaBelongsToAMessageOfSomeTopic() {
        List<String> used = channels()
                .flatMap(channel -> channel.messages().stream())
                .map(ASYNC_API::payloadSchemaOf)
                .distinct()
                .toList();
        List<String> present = schemaFiles()
                .map(CONTRACTS::nameOf)
                .filter(name -> !name.startsWith("shared/"))
                .map(name -> "schemas/" + name)
                .toList();
        assertThat(used).containsExactlyInAnyOrderElementsOf(present);
    }

    @ParameterizedTest
    @MethodSource("channels")
    void aTopicIsNamedAfterItsMessageUnlessItHoldsDeadLetters(AsyncApi.Channel channel) {
        String expected = channel.topic().endsWith(".dlq") ? "dead-letter" : channel.topic();
        assertThat(channel.messages()).containsExactly(expected);
    }

    @ParameterizedTest
    @MethodSource("channels")
    void everyTopicHasASender(AsyncApi.Channel channel) {
        assertThat(ASYNC_API.sendersTo(channel.topic())).isNotEmpty().isSubsetOf(TOPOLOGY.serviceNames());
    }

    @Test
    void theTopologyCreatesExactlyTheTopicsOfTheAsyncApiDocument() {
        assertThat(TOPOLOGY.topicNames())
                .containsExactlyInAnyOrderElementsOf(ASYNC_API.channels().keySet());
    }

    @Test
    void theTopologyCreatesTopicsAsTheAsyncApiDocumentSays() {
        for (Topology.Topic topic : TOPOLOGY.topics()) {
            AsyncApi.Channel channel = ASYNC_API.channels().get(topic.name());
            assertThat(channel.partitions())
                    .as("partitions of %s", topic.name())
                    .isEqualTo(topic.partitions());
            assertThat(channel.cleanup()).as("clean-up of %s", topic.name()).isEqualTo(topic.cleanup());
            Long retention = topic.retentionDays() == null
                    ? null
                    : Duration.ofDays(topic.retentionDays()).toMillis();
            assertThat(channel.retentionMillis())
                    .as("retention of %s", topic.name())
                    .isEqualTo(retention);
        }
    }

    @Test
    void everyServicePublishesItsRestApi() {
        for (String service : TOPOLOGY.serviceNames()) {
            Path document = Project.contracts().resolve("openapi").resolve(service + ".json");
            assertThat(document).exists();
            assertThat(Json.read(document).path("paths")).as(service).isNotEmpty();
        }
    }

    @Test
    void theContractsAreAdditiveSinceTheLastRelease() {
        assertThat(SchemaEvolution.breaksSinceLastRelease()).isEmpty();
    }
}
