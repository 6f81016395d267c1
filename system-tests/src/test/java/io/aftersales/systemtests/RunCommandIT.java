package io.aftersales.systemtests;

import io.aftersales.systemtests.suite.RunCommand;
import io.aftersales.testkit.Project;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./run}, as a newcomer types it. */
class RunCommandIT {

    @Test
    void startsFillsServesAPastedSessionTwiceAndStopsEverything() throws Exception {
        List<Long> processes;
        try (RunCommand run = RunCommand.start("--ephemeral", "--port-offset", "10000")) {
            run.awaitReady();
            System.out.println(run.output());
            assertThat(run.output())
                    .contains("agnes    agent", "anna     accountant", "olga     operator")
                    .contains(
                            "invoices 315, worth 117,614.73, tickets 6, credit notes posted 6, credited 136.10, receivable 117,478.63, income 117,478.63");
            theThreeRealDaysAreIn(run);

            String days = Project.root()
                    .resolve("deploy/local/src/main/resources/online-retail")
                    .toString();
            System.out.println(RunCommand.toItsEnd("replay", days, "--port-offset", "10000"));
            theThreeRealDaysAreIn(run);

            for (int paste = 1; paste <= 2; paste++) {
                String shown = run.pasteSession();
                System.out.printf("Pasted for the %d. time:%n%s%n", paste, shown);
                assertThat(shown)
                        .contains("\"status\":\"succeeded\"")
                        .contains("\"kind\":\"credit-notes\"")
                        .contains("\"label\":\"Credit Notes\"")
                        .contains("\"count\":1");
            }
            assertThat(row(run, "accounting", "select count(*) from credit_note where reference like '%, Broken'"))
                    .as("credit notes of two sessions")
                    .isEqualTo("2");

            processes = run.processes();
            assertThat(processes)
                    .as("PostgreSQL, Kafka, two services and the gateway at least")
                    .hasSizeGreaterThan(5);
            run.interrupt();
            assertThat(run.output()).endsWith("Stopped.\n");
        }
        assertThat(processes.stream().filter(RunCommand::isAlive)).as("orphans").isEmpty();
    }

    private static void theThreeRealDaysAreIn(RunCommand run) throws SQLException {
        assertThat(row(run, "accounting", """
                select count(*), sum(total), sum(residual) from invoice
                where state = 'POSTED' and external_reference like 'online-retail/%'"""))
                .as("invoices, worth, and still open")
                .isEqualTo("315 117614.73 117478.63");
        assertThat(row(run, "accounting", "select count(*), sum(total) from credit_note where state = 'POSTED'"))
                .as("credit notes")
                .isEqualTo("6 136.10");
        assertThat(row(run, "accounting", "select sum(debit - credit) from journal_item where account = 'RECEIVABLE'"))
                .as("receivable")
                .isEqualTo("117478.63");
        assertThat(row(run, "inventory", """
                select count(*), sum(returnable) from delivery where state = 'DONE' and external_reference like 'online-retail/%'"""))
                .as("deliveries, and units that may still be returned")
                .isEqualTo("315 67145.00");
        assertThat(row(run, "inventory", """
                select count(distinct r.id), sum(l.received) from goods_return r join return_line l on l.goods_return_id = r.id
                where r.state = 'DONE'"""))
                .as("returns, and units that came back")
                .isEqualTo("6 51.00");
        assertThat(row(run, "inventory", """
                select count(*) from stock_level l where l.on_hand <> (
                    select coalesce(sum(case when m.to_location_id = l.location_id then m.quantity else -m.quantity end), 0)
                    from stock_move m where m.product_id = l.product_id and l.location_id in (m.from_location_id, m.to_location_id))"""))
                .as("stock that is not the sum of its moves")
                .isEqualTo("0");
        assertThat(row(run, "helpdesk", "select count(*) from ticket where external_reference like 'online-retail/%'"))
                .as("tickets")
                .isEqualTo("6");
        assertThat(row(run, "fieldservice", "select count(*) from task where ticket_id is not null"))
                .as("visits that a ticket asked for")
                .isEqualTo("1");
    }

    private static String row(RunCommand run, String database, String query) throws SQLException {
        try (Connection connection = run.database(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            StringBuilder row = new StringBuilder();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                Object value = result.getObject(column);
                row.append(
                                value instanceof BigDecimal amount
                                        ? amount.setScale(2).toPlainString()
                                        : value)
                        .append(' ');
            }
            return row.toString().strip();
        }
    }
}
