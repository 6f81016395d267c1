package io.aftersales.testkit;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsIT {

    private final Infrastructure infrastructure = Infrastructure.running();

    @Test
    void takesTheDatabaseAwayAndGivesItBack() throws Exception {
        try (Connection open = infrastructure.connect()) {
            Faults.withoutDatabase(() -> {
                assertThatThrownBy(() -> open.createStatement().execute("select 1"))
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(infrastructure::connect).isInstanceOf(SQLException.class);
            });
        }
        try (Connection again = infrastructure.connect()) {
            assertThat(again.createStatement().execute("select 1")).isTrue();
        }
    }

    @Test
    void takesTheBrokerAwayAndGivesItBackWithAllThatItHeld() throws Exception {
        KafkaProbe kafka = KafkaProbe.shared();
        UUID before = UUID.randomUUID();
        UUID meanwhile = UUID.randomUUID();
        kafka.send(changed(before));
        AtomicReference<CompletableFuture<?>> sending = new AtomicReference<>();

        Faults.withoutKafka(() -> {
            sending.set(CompletableFuture.runAsync(() -> kafka.send(changed(meanwhile))));
            assertThat(sending.get()).isNotDone();
        });

        sending.get().join();
        assertThat(kafka.await("ticket-changed", before)).isNotNull();
        assertThat(kafka.await("ticket-changed", meanwhile)).isNotNull();
    }

    private static Outgoing changed(UUID ticketId) {
        return Outgoing.event("ticket-changed", ticketId, 1, Map.of("ticketId", ticketId));
    }
}
