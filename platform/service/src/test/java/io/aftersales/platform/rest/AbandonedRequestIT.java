package io.aftersales.platform.rest;

import io.aftersales.platform.parcel.Parcels;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.ServiceUnderTest;
import io.aftersales.testkit.Tokens;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** A caller who goes away in the middle of a request: what was begun is done whole, as if somebody waited for it. */
@QuarkusTest
@WithInfrastructure
class AbandonedRequestIT {

    private static final String WAITING = """
            select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()""";

    @ParameterizedTest
    @ValueSource(strings = {"parcel", "number_counter", "outbox"})
    void isDoneWholeWhereverItsTransactionWas(String table) throws Exception {
        UUID before = Parcels.create("shipped before");
        ship(before);
        UUID parcel = Parcels.create("shipped for somebody who left");

        try (Connection other = Infrastructure.running().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table " + table + " in share mode");
            askAndLeave("/parcels/" + parcel + "/ship");
            other.commit();
        }

        await().until(() -> Parcels.shipments(parcel) == 1);
        Parcels.assertSequencesWithoutGaps(parcel);
        UUID after = Parcels.create("shipped after");
        ship(after);
        assertThat(number(parcel)).isEqualTo(number(before) + 1);
        assertThat(number(after)).isEqualTo(number(parcel) + 1);
    }

    /** Sends a request, and when its transaction waits for the lock, the connection is closed on both sides. */
    private static void askAndLeave(String path) throws IOException {
        URI service = ServiceUnderTest.uri(ServiceUnderTest.API + path);
        try (Socket caller = new Socket(service.getHost(), service.getPort())) {
            caller.getOutputStream().write("""
                    POST %s HTTP/1.1\r
                    Host: %s\r
                    Authorization: Bearer %s\r
                    Content-Length: 0\r
                    \r
                    """.formatted(service.getPath(), service.getAuthority(), Tokens.of("agent"))
                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> Rows.number(WAITING) > 0);
            caller.shutdownOutput();
            assertThat(caller.getInputStream().read()).as("the service's end").isEqualTo(-1);
        }
    }

    private static void ship(UUID parcel) {
        Rest.as("agent")
                .post("/parcels/{id}/ship", parcel)
                .then()
                .statusCode(200)
                .body("shipments", equalTo(1));
    }

    private static long number(UUID parcel) {
        return Rows.number("select substr(number, 2)::bigint from parcel where id = ?", parcel);
    }
}
