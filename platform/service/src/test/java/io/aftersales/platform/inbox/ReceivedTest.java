package io.aftersales.platform.inbox;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class ReceivedTest {

    private static final UUID ID = UUID.fromString("01a21041-d7d6-7153-9fd1-f3b43409a0c4");

    @Test
    void isKnownByItsIdWhereverItLies() {
        assertThat(at(1, Map.of("ce_id", ID.toString())).inboxId())
                .isEqualTo(at(2, Map.of("ce_id", ID.toString())).inboxId())
                .isEqualTo(ID);
    }

    @Test
    void isKnownByItsPlaceWhereItHasNoId() {
        assertThat(at(1, Map.of()).id()).isNull();
        assertThat(at(1, Map.of("ce_id", "seventeen")).id()).isNull();
        assertThat(at(1, Map.of()).inboxId()).isEqualTo(at(1, Map.of()).inboxId());
        assertThat(at(1, Map.of()).inboxId()).isNotEqualTo(at(2, Map.of()).inboxId());
    }

    private static Received at(long offset, Map<String, String> headers) {
        return new Received("topic", 0, offset, null, headers, null);
    }
}
