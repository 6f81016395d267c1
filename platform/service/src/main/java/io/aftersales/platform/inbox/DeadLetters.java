package io.aftersales.platform.inbox;

import io.aftersales.platform.envelope.CloudEventHeaders;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.work.Work;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import java.time.Instant;
import java.util.UUID;

/** Puts records aside that cannot be handled, so that their partition moves on, and tells about it. */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private static final String INSERT = """
            insert into dead_letter (id, direction, message_id, topic, kafka_partition, kafka_offset, key, headers, payload,
                                     reason, detail)
            values (?1, 'inbound', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            on conflict (topic, kafka_partition, kafka_offset) do nothing""";

    private static final int LONGEST_DETAIL = 1800;

    private final String service;
    private final Handlers handlers;
    private final HeadersJson headers;
    private final MessageType<DeadLetterNotice> noticeType;
    private final Counter counter;

    DeadLetters(
            @ConfigProperty(name = "aftersales.service") String service,
            Handlers handlers,
            HeadersJson headers,
            MeterRegistry metrics) {
        this.service = service;
        this.handlers = handlers;
        this.headers = headers;
        this.noticeType = new MessageType<>("dead-letter", 1, DeadLetterNotice.class, service + ".dlq", false);
        this.counter = metrics.counter("aftersales.dead.letters", "direction", "inbound");
    }

    /**
     * Stores a record within the transaction of {@code work}; a record that lies there already is left alone. What is
     * confidential of it is in the table alone, neither in the notice nor in the log.
     */
    Uni<Void> add(Received record, String reason, String detail, Work work) {
        UUID id = Ids.next();
        String shortened = shortened(detail);
        boolean confidential = handlers.isConfidential(record.topic());
        // A detail may quote the payload.
        String why = confidential ? reason : reason + ": " + shortened;
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT)
                        .setParameter(1, id)
                        .setParameter(2, record.id())
                        .setParameter(3, record.topic())
                        .setParameter(4, record.partition())
                        .setParameter(5, record.offset())
                        .setParameter(6, record.key())
                        .setParameter(7, headers.write(record.headers()))
                        .setParameter(8, record.payload())
                        .setParameter(9, reason)
                        .setParameter(10, shortened)
                        .executeUpdate())
                .invoke(added -> {
                    if (added > 0) {
                        work.send(noticeType, id, notice(id, record, why, confidential));
                        work.afterCommit(() -> {
                            LOG.errorf("%s became dead letter %s: %s", record, id, why);
                            counter.increment();
                        });
                    }
                })
                .replaceWithVoid();
    }

    /** The record as it came. */
    Received record(DeadLetter letter) {
        return new Received(
                letter.topic(),
                letter.kafkaPartition(),
                letter.kafkaOffset(),
                letter.key(),
                headers.read(letter.headers()),
                letter.payload());
    }

    private DeadLetterNotice notice(UUID id, Received record, String why, boolean confidential) {
        String type = record.header(CloudEventHeaders.TYPE);
        return new DeadLetterNotice(
                id,
                service,
                record.topic(),
                record.partition(),
                record.offset(),
                record.id(),
                type == null || type.length() > 200 ? null : type,
                why,
                Instant.now(),
                confidential ? DeadLetterNotice.Copy.withoutPayload(record) : DeadLetterNotice.Copy.of(record));
    }

    private static String shortened(String detail) {
        String storable = String.valueOf(detail).replace("\0", "");
        return storable.length() > LONGEST_DETAIL ? storable.substring(0, LONGEST_DETAIL) : storable;
    }
}
