package io.aftersales.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InfrastructureIT {

    private final Infrastructure infrastructure = Infrastructure.running();

    @Test
    void startsOncePerJvm() {
        assertThat(Infrastructure.running()).isEqualTo(infrastructure);
    }

    @Test
    void givesAPostgres17DatabaseOfItsOwn() throws Exception {
        try (var connection = infrastructure.connect();
                var result = connection
                        .createStatement()
                        .executeQuery("select current_database(), current_setting('server_version_num')::int")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("service");
            assertThat(result.getInt(2)).isBetween(170000, 179999);
        }
    }

    @Test
    void createsTheTopicsOfTheTopologyAsItSays() throws Exception {
        Topology topology = Topology.read();
        try (Admin admin = infrastructure.kafkaAdmin()) {
            var described =
                    admin.describeTopics(topology.topicNames()).allTopicNames().get();
            for (Topology.Topic topic : topology.topics()) {
                assertThat(described.get(topic.name()).partitions())
                        .as(topic.name())
                        .hasSize(topic.partitions());
            }
            ConfigResource reference = new ConfigResource(ConfigResource.Type.TOPIC, "customer-changed");
            Config config =
                    admin.describeConfigs(List.of(reference)).all().get().get(reference);
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    @Test
    void createsNoTopicThatNobodyPlanned() {
        assertThatThrownBy(() -> {
                    try (Admin admin = infrastructure.kafkaAdmin()) {
                        admin.describeTopics(List.of("no-such-topic"))
                                .allTopicNames()
                                .get();
                    }
                })
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void readsBackWhatItSendsWithEveryHeader() {
        KafkaProbe kafka = KafkaProbe.shared();
        UUID action = UUID.randomUUID();
        UUID invoice = UUID.randomUUID();
        Outgoing command = Outgoing.command("reverse-invoice", invoice, action, Map.of("actionId", action));

        kafka.send(command);

        Message read = kafka.awaitOfAction("reverse-invoice", action);
        assertThat(read.id()).isEqualTo(command.id());
        assertThat(read.key()).isEqualTo(invoice.toString()).isEqualTo(read.subject());
        assertThat(read.type()).isEqualTo("io.aftersales.reverse-invoice.v1");
        assertThat(read.sequence()).isNull();
        assertThat(read.text("/actionId")).isEqualTo(action.toString());
        assertThat(kafka.on("reverse-invoice", invoice)).containsExactly(read);
    }

    @Test
    void catchesUpWithAllThatWasSent() {
        KafkaProbe kafka = KafkaProbe.shared();
        UUID ticket = UUID.randomUUID();
        for (int sequence = 1; sequence <= 100; sequence++) {
            kafka.send(Outgoing.event("ticket-changed", ticket, sequence, Map.of("ticketId", ticket)));
        }

        kafka.catchUp();

        assertThat(kafka.on("ticket-changed", ticket))
                .extracting(Message::sequence)
                .hasSize(100)
                .isSorted();
    }

    @Test
    void sendsPoisonAsAsked() {
        KafkaProbe kafka = KafkaProbe.shared();
        String key = UUID.randomUUID().toString();

        kafka.send(Outgoing.raw("customer-changed", key, new byte[] {(byte) 0xff, 0}));

        Message read = kafka.await("customer-changed", message -> key.equals(message.key()));
        assertThat(read.type()).isNull();
        assertThat(Outgoing.wasSentByATest(read)).isTrue();
        assertThat(read.value()).containsExactly(0xff, 0);
    }

    @Test
    void issuesSignedTokensWithTheClaimsOfTheUser() throws Exception {
        UUID customer = UUID.randomUUID();
        TestUser contact = TestUser.contactOf(customer);

        String[] token = contact.token().split("\\.");

        JsonNode header = decoded(token[0]);
        JsonNode claims = decoded(token[1]);
        assertThat(header.path("alg").asText()).isEqualTo("RS256");
        assertThat(claims.path("sub").asText()).isEqualTo(contact.sub());
        assertThat(claims.path("name").asText()).isEqualTo(contact.name());
        assertThat(claims.path("email").asText()).isEqualTo(contact.email());
        assertThat(claims.path("groups")).hasSize(1);
        assertThat(claims.path("groups").get(0).asText()).isEqualTo("customer");
        assertThat(claims.path("customer_id").asText()).isEqualTo(customer.toString());
        assertThat(claims.path("aud").toString()).contains(Tokens.AUDIENCE);
        assertThat(claims.path("iss").asText()).isEqualTo(infrastructure.issuer());
        assertThat(keys()).contains(header.path("kid").asText());
        assertThat(Tokens.of(contact)).isEqualTo(contact.token());
    }

    private String keys() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(infrastructure.issuer() + "/jwks"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static JsonNode decoded(String part) {
        return Json.read(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
