package io.aftersales.platform.outbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.util.HashMap;
import java.util.Map;

/** Makes the relay's producers, which reach the broker as {@code kafka.*} says: the same as the consumers. */
@ApplicationScoped
class MessageSenders {

    private final RelayConfig config;
    private final Envelope envelope;
    private final Map<String, Object> connection;
    private final String service;

    MessageSenders(
            RelayConfig config,
            Envelope envelope,
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            @ConfigProperty(name = "aftersales.service") String service) {
        this.config = config;
        this.envelope = envelope;
        this.connection = Map.copyOf(connection);
        this.service = service;
    }

    /** @throws BrokerAwayException when not even the broker's name can be resolved */
    MessageSender open() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.putAll(Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, service + "-relay"),
                Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                // With more in flight, the first records on a fresh topic can be lost or reordered (KAFKA-15591).
                Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                // A record never expires inside the producer: the ones behind it would overtake it.
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
                Map.entry(
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, config.sendTimeout().toMillis()),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024)));
        ExistingTopics topics = null;
        try {
            topics = new ExistingTopics(connection, config.sendTimeout());
            return new MessageSender(new KafkaProducer<>(settings), envelope, topics, config);
        } catch (KafkaException unresolved) {
            if (topics != null) {
                topics.close();
            }
            throw new BrokerAwayException(unresolved.getMessage(), unresolved);
        }
    }
}
