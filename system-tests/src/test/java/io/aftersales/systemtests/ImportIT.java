package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Upload;
import io.aftersales.systemtests.suite.Heap;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

/** A large import through the packaged gateway: 64 MiB, or 2 GiB with {@code -Dlong}. */
class ImportIT {

    /** A transaction takes so much of an upload, line ends not counted. */
    private static final int BATCH_BYTES = 1024 * 1024;

    private static final int ROW_BYTES = 64 * 1024;
    private static final int ROWS = System.getProperty("long") == null ? 1_000 : 32_768;

    /** A batch is one MiB at most. */
    private static final int ROWS_OF_A_BATCH = 1024 * 1024 / ROW_BYTES;

    /** Two batches are in memory at once, and then there is what comes and goes. */
    private static final double MOST_GROWTH_MIB = 24;

    private static RunningSuite suite;

    private final String run = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(ImportIT.class, chosen -> chosen.only(List.of("helpdesk")));
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void anUploadThatBreaksOffLeavesWholeBatchesAndIsSentAgainWithoutDoubling() {
        long gateway = suite.processes().part("gateway").pid();
        long helpdesk = suite.processes().part("helpdesk").pid();
        new Upload(suite.processes().api(), token(), "customers", this::narrow).send(2_000);
        double gatewayBefore = Heap.afterCollection(gateway);
        double helpdeskBefore = Heap.afterCollection(helpdesk);
        Upload upload = new Upload(suite.processes().api(), token(), "customers", this::wide);

        upload.breakOffAfter(ROWS / 2);

        long left = awaitQuiet();
        assertThat(left).as("customers after the break").isPositive().isLessThanOrEqualTo(ROWS / 2);
        assertThat(left % (BATCH_BYTES / ROW_BYTES))
                .as("rows of no whole batch")
                .isZero();

        JsonNode answer = upload.send(ROWS);

        assertThat(answer.path("known").asLong()).isEqualTo(left);
        assertThat(answer.path("imported").asLong()).isEqualTo(ROWS - left);
        assertThat(answer.path("refused")).isEmpty();
        assertThat(customers()).isEqualTo(ROWS);
        assertThat(Heap.afterCollection(gateway) - gatewayBefore).as("MiB more").isLessThan(MOST_GROWTH_MIB);
        assertThat(Heap.afterCollection(helpdesk) - helpdeskBefore)
                .as("MiB more")
                .isLessThan(MOST_GROWTH_MIB);
    }

    /** As many as there are once no more come. */
    private long awaitQuiet() {
        AtomicLong last = new AtomicLong();
        Awaitility.await("the import to end")
                .pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    long now = customers();
                    return now == last.getAndSet(now) && now > 0;
                });
        return last.get();
    }

    private long customers() {
        try (Connection connection = suite.database("helpdesk");
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from customer where external_reference like ?")) {
            query.setString(1, run + "-wide-%");
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String narrow(int number) {
        return "{\"externalReference\":\"%s-narrow-%d\",\"name\":\"Narrow %d\"}\n".formatted(run, number, number);
    }

    /** Most of it is white space, which JSON allows: every row is one that is taken. */
    private String wide(int number) {
        String text = "{\"externalReference\":\"%s-wide-%d\",\"name\":\"Wide %d\"".formatted(run, number, number);
        return text + " ".repeat(ROW_BYTES - text.length() - 2) + "}\n";
    }

    private static String token() {
        return suite.processes().identity().token("hugo");
    }
}
