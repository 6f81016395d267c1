package io.aftersales.helpdesk.sixth;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A sixth service works in every respect with nothing but {@link Inspection} added to the helpdesk. */
@QuarkusTest
@TestProfile(SixthServiceIT.WithInspections.class)
@WithInfrastructure
@WithTestResource(SixthServiceIT.Topics.class)
class SixthServiceIT {

    private static final List<String> TOPICS = List.of("inspection-booked", "inspection-done", "inspection-rejected");

    /** Switches the class on. */
    public static class WithInspections implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("test.sixth-service", "true");
        }
    }

    /** The topics of the sixth service exist, as those of its schemas do in every deployment. */
    public static class Topics implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try (Admin admin = Infrastructure.running().kafkaAdmin()) {
                admin.createTopics(Stream.concat(TOPICS.stream(), Stream.of("book-inspection"))
                        .map(name -> new NewTopic(name, 1, (short) 1))
                        .toList());
            }
            return Map.of();
        }

        @Override
        public void stop() {}
    }

    private final KafkaProbe kafka = KafkaProbe.shared();

    private UUID ticket;

    @BeforeEach
    void aTeamThatOffersInspections() {
        Desk.stage(false);
        kafka.send(Outgoing.announcement("inspections"));
        UUID team = Desk.team("public", Map.of("services", Map.of("inspections", true)));
        ticket = Desk.ticket(team, Desk.customer());
        // The service has only just started: its consumer may still be joining its group.
        await().atMost(Duration.ofSeconds(30)).until(() -> availability().getBoolean("available"));
    }

    @Test
    void isAskedForAnsweredAndFollowedLikeTheOthers() {
        UUID action = ask();
        ConsumerRecord<String, String> command = commandOf(action);
        assertThat(command.key()).isEqualTo(ticket.toString());
        assertThat(command.value()).contains("\"place\":\"Workshop\"", "\"companyId\"", "\"requestedBy\"");

        UUID inspection = UUID.randomUUID();
        kafka.send(Outgoing.event("inspection-booked", inspection, 1, told(inspection, "booked", action)));
        await().until(() -> overview().getString("actions[0].status").equals("succeeded"));
        assertThat(button().getString("label")).isEqualTo("Inspections");
        assertThat(button().getString("href")).isEqualTo("/api/v1/inspections/" + inspection);

        kafka.send(Outgoing.event("inspection-done", inspection, 2, told(inspection, "done", action)));
        await().until(() -> button().getString("documents[0].state").equals("done"));
        List<String> chatter =
                Desk.get("/tickets/{id}/messages", ticket).extract().path("items.body");
        assertThat(chatter)
                .containsExactly(
                        "Inspection IN/1 done", "Inspection IN/1 booked", "Asked for an inspection at Workshop");
    }

    @Test
    void isRejectedLikeTheOthers() {
        UUID action = ask();

        kafka.send(Outgoing.rejection(
                "inspection-rejected",
                action,
                Map.of("actionId", action, "ticketId", ticket, "code", "fully-booked", "detail", "No day left")));

        await().until(() -> overview().getString("actions[0].status").equals("rejected"));
        assertThat(overview().getString("actions[0].rejection.code")).isEqualTo("fully-booked");
    }

    @Test
    void isDescribedToFrontEndsWithARequestOfItsOwn() {
        JsonPath openApi =
                Rest.anonymous().basePath("/").get("/q/openapi?format=json").jsonPath();

        assertThat(openApi.getString(
                        "paths['/api/v1/tickets/{ticketId}/inspections'].post.requestBody.content['application/json']"
                                + ".schema.$ref"))
                .endsWith("/Wish");
    }

    private UUID ask() {
        return Desk.id(Rest.as(Desk.AGENT)
                .body(Map.of("place", "Workshop"))
                .post("/tickets/{id}/inspections", ticket)
                .then()
                .statusCode(202));
    }

    private Map<String, ?> told(UUID inspection, String state, UUID action) {
        return Map.of("inspectionId", inspection, "number", "IN/1", "state", state, "actionId", action);
    }

    private JsonPath overview() {
        return Desk.get("/tickets/{id}/actions", ticket).extract().jsonPath();
    }

    private JsonPath availability() {
        return overview().setRootPath("services.find { it.kind == 'inspection' }");
    }

    private JsonPath button() {
        return Desk.get("/tickets/{id}/smart-buttons", ticket)
                .extract()
                .jsonPath()
                .setRootPath("items.find { it.kind == 'inspections' }");
    }

    private static ConsumerRecord<String, String> commandOf(UUID action) {
        TopicPartition partition = new TopicPartition("book-inspection", 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infrastructure.running().bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return await().until(
                            () -> StreamSupport.stream(
                                            consumer.poll(Duration.ofMillis(200))
                                                    .spliterator(),
                                            false)
                                    .filter(record -> record.value().contains(action.toString()))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        }
    }
}
