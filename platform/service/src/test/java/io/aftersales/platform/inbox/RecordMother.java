package io.aftersales.platform.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.parcel.Parcels;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Records as they come from Kafka, at places where no topic of the tests has any. */
final class RecordMother {

    private static final int PARTITION = 99;
    private static final AtomicLong OFFSET = new AtomicLong();

    private RecordMother() {}

    static Received ship(UUID parcel) {
        return ship(parcel, Ids.next(), null);
    }

    static Received ship(UUID parcel, UUID action, String demand) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_id", Ids.next().toString());
        headers.put("ce_type", "io.aftersales.ship-parcel.v1");
        headers.put("ce_subject", parcel.toString());
        headers.put("ce_time", Instant.now().toString());
        headers.put("ce_correlationid", action.toString());
        return record(parcel, headers, Parcels.payload(parcel, action, demand));
    }

    /** The same message at its topic's next offset. */
    static Received again(Received record) {
        return new Received(
                record.topic(), PARTITION, OFFSET.incrementAndGet(), record.key(), record.headers(), record.payload());
    }

    private static Received record(UUID key, Map<String, String> headers, Map<String, Object> payload) {
        try {
            return new Received(
                    "ship-parcel",
                    PARTITION,
                    OFFSET.incrementAndGet(),
                    key.toString().getBytes(StandardCharsets.UTF_8),
                    headers,
                    new ObjectMapper().writeValueAsBytes(payload));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
