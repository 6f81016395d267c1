package io.aftersales.systemtests.access;

import io.aftersales.local.suite.SuiteBuilder;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.bench.actions.ActionKind;
import io.aftersales.systemtests.bench.actions.Asking;
import io.aftersales.systemtests.bench.actions.Coupons;
import io.aftersales.systemtests.bench.actions.FrontEnd;
import io.aftersales.systemtests.bench.actions.Refunds;
import io.aftersales.systemtests.bench.actions.Repairs;
import io.aftersales.systemtests.bench.actions.Returns;
import io.aftersales.systemtests.bench.actions.Tasks;
import io.aftersales.systemtests.bench.load.Load;
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

    /** A poll ends as soon as it is refused. */
    private static final Duration UNTIL_REFUSED = Duration.ofMinutes(1);

    private static final List<String> SERVICES =
            List.of("helpdesk", "accounting", "loyalty", "inventory", "repair", "fieldservice");

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
    void eachOfTheFiveActionsGoesAllTheWay() {
        String token = suite.processes().identity().token("agnes");
        try (FrontEnd agent = new FrontEnd(suite.processes().api(), token)) {
            Asking asking = new Asking(agent);
            for (ActionKind kind : List.of(
                    new Refunds(suite, desk, agent),
                    new Coupons(suite, desk, agent),
                    new Returns(suite, desk, agent),
                    new Repairs(suite, desk, agent),
                    new Tasks(suite, desk, agent))) {
                List<ActionKind.Request> one = kind.prepare(1);

                Load.byCallers(1, 1, asking.untilDone(one));

                Asking.requireButtons(suite.as("agnes"), kind, one);
            }
        }
    }

    @Test
    void couponCodesAreReadByTheHelpdeskAlone() {
        for (String topic : List.of("coupon-generated", "coupon-sent")) {
            assertThatCode(() -> read("helpdesk", topic, Duration.ofSeconds(5))).doesNotThrowAnyException();
            for (String other : SERVICES.subList(1, SERVICES.size())) {
                assertThatThrownBy(() -> read(other, topic, UNTIL_REFUSED))
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

    private static void read(String service, String topic, Duration patience) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(reader(service))) {
            List<TopicPartition> first = List.of(new TopicPartition(topic, 0));
            consumer.assign(first);
            consumer.seekToBeginning(first);
            consumer.poll(patience);
        }
    }

    private static void join(String service, String group, String topic) {
        Map<String, Object> settings = reader(service);
        settings.put("group.id", group);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            consumer.subscribe(List.of(topic));
            consumer.poll(UNTIL_REFUSED);
        }
    }

    private static Map<String, Object> reader(String service) {
        Map<String, Object> settings = new HashMap<>(broker.client(service));
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        return settings;
    }
}
