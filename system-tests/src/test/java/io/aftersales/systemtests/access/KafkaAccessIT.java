package io.aftersales.systemtests.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.suite.SuiteBuilder;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What deploy/kubernetes lets the services do on Kafka is all that they need, and no more. */
class KafkaAccessIT {

    private static final List<String> SERVICES = List.of("helpdesk", "accounting", "loyalty");

    @TempDir
    private static Path folder;

    private static GuardedBroker broker;
    private static RunningSuite suite;
    private static Desk desk;

    @BeforeAll
    static void start() {
        broker = GuardedBroker.start(folder, SERVICES);
        suite = RunningSuite.startFor(KafkaAccessIT.class, KafkaAccessIT::onTheGuardedBroker);
        desk = Desk.setUp(suite);
    }

    private static SuiteBuilder onTheGuardedBroker(SuiteBuilder chosen) {
        for (String service : SERVICES) {
            broker.environment(service).forEach((variable, value) -> chosen.environment(service, variable, value));
        }
        return chosen.only(SERVICES);
    }

    @AfterAll
    static void stop() {
        try (GuardedBroker guarded = broker;
                RunningSuite running = suite) {
            assertThat(guarded).isNotNull();
            assertThat(running).isNotNull();
        }
    }

    @Test
    void aRefundAndACouponGoAllTheWay() {
        String customer = desk.customer("Ada Example");
        String ticket = desk.ticket(customer);
        JsonNode invoice = desk.postedInvoice(customer, List.of(desk.line("Lamp", 2, "19.90")));

        JsonNode refund = desk.refund(
                ticket, Map.of("invoiceId", invoice.path("id").asText(), "method", "full", "reason", "Broken"));

        assertThat(refund.path("status").asText()).isEqualTo("succeeded");
        String program = suite.as("lola")
                .post(
                        "coupon-programs",
                        Map.of(
                                "name",
                                "Sorry for the trouble",
                                "validityDays",
                                30,
                                "reward",
                                Map.of("kind", "percentage", "percentage", 10)))
                .expect(201)
                .at("/id");
        JsonNode coupon = suite.as("agnes")
                .waiting(20)
                .once(Desk.newKey())
                .post("tickets/%s/coupons".formatted(ticket), Map.of("programId", program))
                .expect(201)
                .body();
        assertThat(coupon.path("status").asText()).isEqualTo("succeeded");
        assertThat(coupon.at("/documents/0/number").asText()).isNotEmpty();
    }

    @Test
    void couponCodesAreReadByTheHelpdeskAlone() {
        for (String topic : List.of("coupon-generated", "coupon-sent")) {
            assertThatCode(() -> read("helpdesk", topic)).doesNotThrowAnyException();
            for (String other : List.of("accounting", "loyalty")) {
                assertThatThrownBy(() -> read(other, topic))
                        .as("%s of %s", topic, other)
                        .isInstanceOf(TopicAuthorizationException.class);
            }
        }
    }

    @Test
    void nobodyTakesAnothersPlaceInItsGroup() {
        assertThatThrownBy(() -> join("accounting", "helpdesk", "customer-changed"))
                .isInstanceOf(GroupAuthorizationException.class);
    }

    @Test
    void nobodyWritesWhatAnotherOwns() {
        Map<String, Object> settings = new HashMap<>(broker.client("loyalty"));
        settings.put("key.serializer", ByteArraySerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("credit-note-posted", new byte[] {1}))
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private static void read(String service, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(reader(service))) {
            List<TopicPartition> first = List.of(new TopicPartition(topic, 0));
            consumer.assign(first);
            consumer.seekToBeginning(first);
            consumer.poll(Duration.ofSeconds(5));
        }
    }

    private static void join(String service, String group, String topic) {
        Map<String, Object> settings = reader(service);
        settings.put("group.id", group);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            consumer.subscribe(List.of(topic));
            consumer.poll(Duration.ofSeconds(20));
        }
    }

    private static Map<String, Object> reader(String service) {
        Map<String, Object> settings = new HashMap<>(broker.client(service));
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        return settings;
    }
}
