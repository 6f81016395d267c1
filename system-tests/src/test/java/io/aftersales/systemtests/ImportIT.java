package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Upload;
import io.aftersales.systemtests.suite.HeapGrowth;
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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Large imports through the packaged gateway: customers of 64 MiB, or 2 GiB with {@code -Dlong}, and invoices as CSV. What memory
 * they take is looked at while they are sent, when almost all of an upload is on the other side.
 */
class ImportIT {

    private static final boolean LONG = System.getProperty("long") != null;

    /** A transaction takes so much of an upload, line ends not counted. */
    private static final int BATCH_BYTES = 1024 * 1024;

    private static final int ROW_BYTES = 64 * 1024;
    private static final int ROWS = LONG ? 32_768 : 1_000;

    private static final int INVOICES = LONG ? 100_000 : 12_000;
    private static final int LINES = 10;

    /** As long as a description may be, so that the text alone of 12,000 invoices is 29 MiB. */
    private static final String DESCRIPTION =
            "WHITE HANGING HEART T-LIGHT HOLDER ".repeat(6).substring(0, 200);

    private static final String COLUMNS =
            "externalReference,state,customerReference,date," + "lines.description,lines.quantity,lines.unitPrice";

    /** Far less than the text sent between the looks, far more than the tenths of a MiB that were seen. */
    private static final double MOST_GROWTH_MIB = 8;

    private static RunningSuite suite;

    private final String run = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(ImportIT.class, chosen -> chosen.only(RunningSuite.SERVICES));
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void anUploadThatBreaksOffLeavesWholeBatchesAndIsSentAgainWithoutDoubling() {
        customers(this::narrow).send(2_000);
        HeapGrowth gateway = growthOf("gateway", ROWS);
        HeapGrowth helpdesk = growthOf("helpdesk", ROWS);
        Upload upload = customers(number -> {
            gateway.look(number);
            helpdesk.look(number);
            return wide(number);
        });

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
        expectLittle("gateway", gateway);
        expectLittle("helpdesk", helpdesk);
    }

    @Test
    void invoicesOfSeveralLinesAsCsvTakeNoMoreMemoryTheMoreThereAre() {
        customers(this::narrow).send(1);
        // The customer is on its way to accounting; what is sent again is not doubled.
        Awaitility.await("accounting to know the customer and the company")
                .atMost(Duration.ofMinutes(2))
                .until(() -> invoices(number -> invoice("warm-up", number))
                        .send(INVOICES / 10)
                        .path("refused")
                        .isEmpty());
        HeapGrowth gateway = growthOf("gateway", INVOICES);
        HeapGrowth accounting = growthOf("accounting", INVOICES);

        JsonNode answer = invoices(number -> {
                    gateway.look(number);
                    accounting.look(number);
                    return invoice("csv", number);
                })
                .send(INVOICES);

        assertThat(answer.path("imported").asInt()).isEqualTo(INVOICES);
        assertThat(answer.path("refused")).isEmpty();
        assertThat(count("accounting", """
                select count(*) from invoice i join invoice_line l on l.invoice_id = i.id
                where i.state = 'POSTED' and i.total = 1025 and i.external_reference like ?""", "csv")).isEqualTo((long) INVOICES * LINES);
        expectLittle("gateway", gateway);
        expectLittle("accounting", accounting);
    }

    private static HeapGrowth growthOf(String part, int rows) {
        return new HeapGrowth(suite.processes().part(part).pid(), rows, MOST_GROWTH_MIB);
    }

    private static void expectLittle(String part, HeapGrowth growth) {
        System.out.printf("%s: %.1f MiB early in the upload, %.1f late%n", part, growth.early(), growth.late());
        assertThat(growth.late() - growth.early()).as("MiB more in the " + part).isLessThan(MOST_GROWTH_MIB);
    }

    /** As many as there are once no more have come for longer than a batch takes. */
    private long awaitQuiet() {
        AtomicLong last = new AtomicLong();
        Awaitility.await("the import to end")
                .pollInterval(Duration.ofMillis(500))
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    long now = customers();
                    return now == last.getAndSet(now) && now > 0;
                });
        return last.get();
    }

    private long customers() {
        return count("helpdesk", "select count(*) from customer where external_reference like ?", "wide");
    }

    /** @param query with a place for the references of this run's rows of that name */
    private long count(String service, String query, String name) {
        try (Connection connection = suite.database(service);
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, run + "-" + name + "-%");
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Upload customers(IntFunction<String> row) {
        return new Upload(suite.processes().api(), token("hugo"), "customers", row);
    }

    private static Upload invoices(IntFunction<String> row) {
        return Upload.ofCsv(suite.processes().api(), token("anna"), "invoices", COLUMNS, row);
    }

    private String narrow(int number) {
        return "{\"externalReference\":\"%s-narrow-%d\",\"name\":\"Narrow %d\"}\n".formatted(run, number, number);
    }

    /** Most of it is white space, which JSON allows: every row is one that is taken. */
    private String wide(int number) {
        String text = "{\"externalReference\":\"%s-wide-%d\",\"name\":\"Wide %d\"".formatted(run, number, number);
        return text + " ".repeat(ROW_BYTES - text.length() - 2) + "}\n";
    }

    /** Worth 1,025.00. */
    private String invoice(String name, int number) {
        String reference = "%s-%s-%d".formatted(run, name, number);
        StringBuilder lines = new StringBuilder(LINES * 300)
                .append(reference)
                .append(",posted,")
                .append(run)
                .append("-narrow-0,2026-11-02,")
                .append(DESCRIPTION)
                .append(",10,57.50\n");
        for (int line = 2; line <= LINES; line++) {
            lines.append(reference).append(",,,,").append(DESCRIPTION).append(",10,5.00\n");
        }
        return lines.toString();
    }

    private static String token(String username) {
        return suite.processes().identity().token(username);
    }
}
