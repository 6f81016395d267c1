package io.aftersales.systemtests.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.process.Part;
import io.aftersales.local.suite.MailCatcher;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import static org.assertj.core.api.Assertions.assertThat;

/** How often a coupon's mail arrives that was asked for once, when loyalty is killed with SIGKILL on the way. */
class CouponMailIT {

    private static final List<String> ACCEPTED = new ArrayList<>();

    private static RunningSuite suite;
    private static Caller agent;
    private static String team;
    private static String program;

    private String ticket;
    private String coupon;

    @BeforeAll
    static void aTeamThatGivesCoupons() {
        suite = RunningSuite.startFor(CouponMailIT.class, chosen -> chosen.only(List.of("helpdesk", "loyalty")));
        agent = suite.as("agnes");
        Caller manager = suite.as("hugo");
        manager.post("stages", Map.of("name", "New", "position", 10)).expect(201);
        team = manager.post(
                        "teams",
                        Map.of("name", "Customer care", "visibility", "public", "services", Map.of("coupons", true)))
                .expect(201)
                .at("/id");
        Map<String, ?> tenPercent =
                Map.of("name", "Goodwill", "reward", Map.of("kind", "percentage", "percentage", 10));
        program = patiently("a coupon program")
                .until(() -> suite.as("lola").post("coupon-programs", tenPercent), answer -> answer.status() == 201)
                .at("/id");
    }

    @AfterAll
    static void stop() throws SQLException {
        try (RunningSuite closed = suite) {
            LedgerCheck.assertClean(closed, ACCEPTED);
        }
    }

    @BeforeEach
    void aTicketWithACoupon() {
        mails().close();
        mails().start();
        String customer = agent.post("customers", Map.of("name", "Ada Example", "email", "ada@readers.example"))
                .expect(201)
                .at("/id");
        ticket = agent.post(
                        "tickets", Map.of("subject", "The lamp came broken", "customerId", customer, "teamId", team))
                .expect(201)
                .at("/id");
        String key = Desk.newKey();
        String action = patiently("a coupon that can be asked for")
                .until(
                        () -> agent.once(key)
                                .post("tickets/%s/coupons".formatted(ticket), Map.of("programId", program)),
                        answer -> answer.status() == 202)
                .at("/id");
        ACCEPTED.add(action);
        coupon = succeeded(action).at("/documents/0/id").asText();
    }

    @Test
    void aMailThatIsAskedForTwiceWithOneKeyArrivesOnce() {
        String key = Desk.newKey();

        String action = askForMail(key);
        String again = agent.once(key).post(mailPath(), Map.of()).expect(202).at("/id");

        assertThat(again).isEqualTo(action);
        succeeded(action);
        assertThat(agent.once(key).post(mailPath(), Map.of()).at("/status")).isEqualTo("succeeded");
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void aKillBeforeTheHandoverIsOneMail() {
        mails().close();
        String action = askForMail(Desk.newKey());
        awaitTrue("a mail that waits for its server", () -> number("outgoing_mail where settled_at is null") == 1);

        loyalty().kill();
        mails().start();
        loyalty().start();

        succeeded(action);
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void aKillBetweenTheServersAcceptanceAndOurCommitIsTwoMailsWithOneMessageId() throws Exception {
        mails().close();
        String action = askForMail(Desk.newKey());
        awaitTrue("a mail that waits for its server", () -> number("outgoing_mail where settled_at is null") == 1);
        try (Connection database = suite.database("loyalty");
                Statement lock = database.createStatement()) {
            // What the server answers cannot be written down, and so not be committed, while this lasts.
            database.setAutoCommit(false);
            lock.executeQuery("select id from outgoing_mail where settled_at is null for update");
            mails().start();
            awaitTrue("a mail that the server has accepted", () -> arrived().size() == 1);

            loyalty().kill();
            database.rollback();
        }
        loyalty().start();

        succeeded(action);
        List<MimeMessage> arrived = arrived();
        assertThat(arrived).hasSize(2);
        assertThat(arrived.get(0).getMessageID())
                .isNotEmpty()
                .isEqualTo(arrived.get(1).getMessageID());
    }

    private String askForMail(String key) {
        String action = agent.once(key).post(mailPath(), Map.of()).expect(202).at("/id");
        ACCEPTED.add(action);
        return action;
    }

    private String mailPath() {
        return "tickets/%s/coupons/%s/emails".formatted(ticket, coupon);
    }

    private JsonNode succeeded(String action) {
        JsonNode finished = patiently("the outcome of action " + action)
                .until(
                        () -> agent.get("tickets/%s/actions/%s".formatted(ticket, action))
                                .expect(200)
                                .body(),
                        found -> !found.path("status").asText().equals("requested"));
        assertThat(finished.path("status").asText()).as(finished.toString()).isEqualTo("succeeded");
        return finished;
    }

    private static List<MimeMessage> arrived() {
        return mails().received();
    }

    private static MailCatcher mails() {
        return suite.processes().mail();
    }

    private static Part loyalty() {
        return suite.processes().part("loyalty");
    }

    private static long number(String what) throws SQLException {
        try (Connection database = suite.database("loyalty");
                Statement query = database.createStatement();
                ResultSet row = query.executeQuery("select count(*) from " + what)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static ConditionFactory patiently(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    private static void awaitTrue(String what, Callable<Boolean> holds) {
        patiently(what).until(holds);
    }
}
