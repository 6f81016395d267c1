package io.aftersales.systemtests.bench;

import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.bench.Bench.Size;
import io.aftersales.systemtests.bench.actions.ActionKind;
import io.aftersales.systemtests.bench.actions.Asking;
import io.aftersales.systemtests.bench.actions.FrontEnd;
import io.aftersales.systemtests.bench.actions.Refunds;
import io.aftersales.systemtests.bench.load.Load;
import io.aftersales.systemtests.bench.load.Measured;
import io.aftersales.systemtests.bench.report.Report;
import io.aftersales.systemtests.bench.report.Row;
import io.aftersales.systemtests.bench.report.Target;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Whether what has piled up over the years slows down what comes. A suite of its own: its past is made up. */
final class GrowthRows {

    private static final int CALLERS = 64;

    private final Report report;
    private final Size size;

    GrowthRows(Report report, Size size) {
        this.report = report;
        this.size = size;
    }

    void measure() {
        try (RunningSuite suite = BenchSuite.start(null);
                FrontEnd agent =
                        BenchSuite.frontEnd(suite, "agnes", suite.processes().api())) {
            Asking asking = new Asking(agent);
            ActionKind refunds = new Refunds(suite, Desk.setUp(suite), agent);
            // As much before the first as there is between both: a virtual machine gets faster for a long time.
            refund(refunds, size.pastRefunds(), asking);
            Measured without = refund(refunds, size.pastRefunds(), asking);
            LedgerCheck.assertClean(suite, asking.accepted());
            System.out.printf("  preparing       a past of %,d actions%n", size.past());
            long past = new Past(suite).growTo(size.past());
            refund(refunds, size.warmUp(), asking);
            Measured with = refund(refunds, size.pastRefunds(), asking);
            report.add(new Row(
                    "full refund, with a past of %,d actions".formatted(past),
                    with.perSecond(),
                    "/s",
                    new Row.Baseline("without", without.perSecond()),
                    Target.ratioAtLeast(0.9),
                    with.toString()));
            report.add(new Row(
                    "messages left in the outboxes", waiting(suite), "", null, Target.atMost(0, ""), "after that"));
        } catch (SQLException e) {
            throw new IllegalStateException("the databases cannot be read", e);
        }
    }

    private static Measured refund(ActionKind refunds, int count, Asking asking) {
        List<ActionKind.Request> requests = refunds.prepare(count);
        return Load.byCallers(CALLERS, count, asking.untilDone(requests));
    }

    private static double waiting(RunningSuite suite) throws SQLException {
        try (Connection helpdesk = suite.database("helpdesk");
                Connection accounting = suite.database("accounting")) {
            LedgerCheck.awaitRest(helpdesk, accounting);
            return rowsOfOutbox(helpdesk) + rowsOfOutbox(accounting);
        }
    }

    private static long rowsOfOutbox(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from outbox")) {
            count.next();
            return count.getLong(1);
        }
    }
}
