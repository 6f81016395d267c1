package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.process.Part;
import io.aftersales.local.process.ServiceProcess;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.systemtests.upgrade.EarlierBuild;
import io.aftersales.testkit.Message;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * From the commit before this one ({@code -Dupgrade.from} names another) to this build, and back: the schema with its data is
 * migrated, waiting messages are read, and both builds work side by side on the new schema, each with the other for its
 * neighbour. A part of {@code ./test --long}, since it builds the other commit.
 */
class UpgradeIT {

    private static final String THE_ONE_BEFORE = "HEAD~1";
    private static final List<String> MODULES = List.of("helpdesk-service", "accounting-service");
    private static final List<String> METHODS = List.of("full", "full-and-new-draft", "partial");
    private static final int WAITING = 5;

    private final Set<String> accepted = new LinkedHashSet<>();

    private RunningSuite suite;
    private Desk desk;
    private String customer;
    private String ticket;

    @Test
    void bothBuildsWorkOnTheNewSchemaAndTakeEachOthersMessages() throws SQLException {
        EarlierBuild earlier = earlier();
        Set<String> before;
        try (RunningSuite alone = RunningSuite.startFor(
                UpgradeIT.class,
                chosen -> chosen.only(RunningSuite.SERVICES).builtIn(earlier.checkout(), "helpdesk", "accounting"))) {
            suite = alone;
            desk = Desk.setUp(suite);
            customer = desk.customer("Ada Example");
            ticket = desk.ticket(customer);
            work("old", "helpdesk", "old", "accounting");
            leaveAnswersFor("helpdesk", "accounting");
            before = migrations();
        }

        try (RunningSuite alone =
                RunningSuite.startAgainFor(UpgradeIT.class, chosen -> chosen.only(RunningSuite.SERVICES))) {
            suite = alone;
            desk = desk.in(suite);
            Set<String> since = migrations();
            since.removeAll(before);
            System.out.printf("Upgrade from %s; migrations in between: %s%n", earlier.commit(), since);
            awaitOutcomes();
            leaveAnswersFor("helpdesk", "accounting");
        }

        try (RunningSuite both = RunningSuite.startAgainFor(
                UpgradeIT.class,
                chosen -> chosen.only(RunningSuite.SERVICES)
                        .replicas(2)
                        .builtIn(earlier.checkout(), "helpdesk-2", "accounting-2"))) {
            suite = both;
            desk = desk.in(suite);
            awaitOutcomes();
            work("old", "helpdesk-2", "new", "accounting");
            work("new", "helpdesk", "old", "accounting-2");
            work("old", "helpdesk-2", "old", "accounting-2");
            // Last, since it reads also what the earlier build may not know of.
            work("new", "helpdesk", "new", "accounting");

            LedgerCheck.assertClean(suite, accepted);
            assertThat(suite.topics().readAll())
                    .as("dead letters")
                    .extracting(Message::topic)
                    .noneMatch(topic -> topic.endsWith(".dlq"));
        }
    }

    private static EarlierBuild earlier() {
        String wanted = System.getProperty("upgrade.from", THE_ONE_BEFORE);
        Optional<String> commit = EarlierBuild.commit(wanted);
        if (wanted.equals(THE_ONE_BEFORE)) {
            assumeTrue(
                    commit.isPresent(),
                    "This checkout has no commit before its last: a shallow clone gets its history by git fetch --unshallow.");
        }
        return EarlierBuild.of(
                commit.orElseThrow(() -> new IllegalArgumentException("git knows no commit " + wanted)), MODULES);
    }

    /** These two do the work alone, with requests, commands and answers that wait for one another. */
    private void work(String helpdeskBuild, String helpdesk, String accountingBuild, String accounting)
            throws SQLException {
        runOnly(Set.of(helpdesk, accounting));
        refundEachWay();
        awaitOutcomes();
        leaveAnswersFor(helpdesk, accounting);
        suite.processes().part(helpdesk).start();
        awaitOutcomes();
        for (JsonNode button : desk.smartButtons(ticket)) {
            button.path("documents")
                    .forEach(document -> desk.creditNote(document.path("id").asText()));
        }
        System.out.printf(
                "%s helpdesk with %s accounting: %d refunds so far%n", helpdeskBuild, accountingBuild, accepted.size());
    }

    private void runOnly(Set<String> wanted) {
        for (ServiceProcess replica : suite.processes().services()) {
            if (wanted.contains(replica.name()) && !replica.isRunning()) {
                replica.start();
            }
        }
        for (ServiceProcess replica : suite.processes().services()) {
            if (!wanted.contains(replica.name()) && replica.isRunning()) {
                replica.stop();
            }
        }
    }

    /** Leaves commands on their topic until their only reader is started, and then answers; their reader does not run at the end. */
    private void leaveAnswersFor(String helpdesk, String accounting) throws SQLException {
        List<JsonNode> invoices = IntStream.range(0, WAITING)
                .mapToObj(number -> desk.postedInvoice(customer, "10.00"))
                .toList();
        Part reader = suite.processes().part(accounting);
        reader.stop();
        invoices.forEach(invoice -> accepted.add(ask(invoice, "full")));
        awaitNone("helpdesk", "select from outbox", "commands that were not sent");
        suite.processes().part(helpdesk).stop();
        reader.start();
        awaitNone(
                "accounting",
                "select from generate_series(1, %d - (select count(*) from credit_note where action_id is not null))"
                        .formatted(accepted.size()),
                "refunds that were not done");
        awaitNone("accounting", "select from outbox", "answers that were not told");
    }

    private void refundEachWay() {
        for (String method : METHODS) {
            accepted.add(ask(desk.postedInvoice(customer, "30.00"), method));
        }
    }

    private String ask(JsonNode invoice, String method) {
        return desk.askForRefund(
                        ticket,
                        Desk.newKey(),
                        Map.of("invoiceId", invoice.path("id").asText(), "method", method))
                .expect(202)
                .at("/id");
    }

    private void awaitOutcomes() {
        for (String action : accepted) {
            assertThat(desk.awaitOutcome(ticket, action).path("status").asText())
                    .as("status of action %s", action)
                    .isEqualTo("succeeded");
        }
    }

    private void awaitNone(String service, String rows, String what) throws SQLException {
        try (Connection database = suite.database(service);
                Statement statement = database.createStatement()) {
            Awaitility.await("no " + what).atMost(Duration.ofMinutes(1)).until(() -> {
                try (ResultSet left = statement.executeQuery(rows)) {
                    return !left.next();
                }
            });
        }
    }

    private Set<String> migrations() throws SQLException {
        Set<String> scripts = new LinkedHashSet<>();
        for (String service : RunningSuite.SERVICES) {
            try (Connection database = suite.database(service);
                    Statement statement = database.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select script from flyway_schema_history order by installed_rank")) {
                while (rows.next()) {
                    scripts.add(service + " " + rows.getString(1));
                }
            }
        }
        return scripts;
    }
}
