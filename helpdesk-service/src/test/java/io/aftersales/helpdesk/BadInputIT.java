package io.aftersales.helpdesk;

import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** Every POST and PATCH answers what is wrong with a problem document, and writes nothing. */
@QuarkusTest
@WithInfrastructure
class BadInputIT {

    private static final UUID NOWHERE = UUID.fromString("019ab8f5-6c00-7000-8000-00000000ffff");
    private static final String TOO_LONG = "x".repeat(201);

    /** A request that is to be refused, and how. */
    private record Wrong(String what, String method, String path, Object body, int status, String code) {}

    @TestFactory
    Stream<DynamicTest> refusesBadInputAndWritesNothing() {
        Desk.stage(false);
        UUID customer = Desk.customer();
        UUID team = Desk.refundingTeam();
        UUID stage = Desk.stage(false);
        UUID ticket = Desk.ticket(team, customer);
        Map<String, Object> newTicket = Map.of("subject", "It broke", "teamId", team);
        Map<String, Object> newTeam = Map.of("name", "T", "visibility", "public");
        Map<String, Object> refund = Map.of("invoiceId", UUID.randomUUID());
        String refunds = "/tickets/" + ticket + "/refunds";
        List<Wrong> all = new ArrayList<>();

        Map.of(
                        "/customers",
                        Map.of("name", "C"),
                        "/teams",
                        newTeam,
                        "/stages",
                        Map.of("name", "S", "position", 1),
                        "/tickets",
                        newTicket,
                        refunds,
                        refund,
                        "/tickets/" + ticket + "/messages",
                        Map.of("kind", "note", "body", "B"),
                        "/tickets/" + ticket + "/followers",
                        Map.of("email", "a@example.test"))
                .forEach((path, body) -> {
                    all.add(post("malformed JSON", path, "{\"name\":", 400, "malformed-request"));
                    all.add(post("an array", path, "[]", 400, "malformed-request"));
                    all.add(post("an unknown property", path, with(body, "colour", "red"), 400, "malformed-request"));
                    all.add(post("nothing", path, "{}", 422, "invalid-request"));
                    all.add(post("a NUL", path, "{\"name\":\"a\\u0000b\"}", 400, "malformed-request"));
                });
        Map.of(
                        "/customers/" + customer,
                        "name",
                        "/teams/" + team,
                        "name",
                        "/stages/" + stage,
                        "name",
                        "/tickets/" + ticket,
                        "subject")
                .forEach((path, text) -> {
                    all.add(patch("malformed JSON", path, "{\"name\":", 400, "malformed-request"));
                    all.add(patch("an array", path, "[]", 400, "malformed-request"));
                    all.add(patch("an unknown property", path, Map.of("colour", "red"), 400, "malformed-request"));
                    all.add(patch("a number for a text", path, Map.of(text, 5), 400, "malformed-request"));
                    all.add(patch("a blank text", path, Map.of(text, "  "), 422, "invalid-request"));
                    all.add(patch("a text that is too long", path, Map.of(text, TOO_LONG), 422, "invalid-request"));
                    all.add(patch("no text", path, "{\"" + text + "\":null}", 422, "invalid-request"));
                });

        all.add(post("no e-mail address", "/customers", Map.of("name", "C", "email", "c"), 422, "invalid-request"));
        all.add(post(
                "an unknown parent", "/customers", Map.of("name", "C", "parentId", NOWHERE), 422, "unknown-customer"));
        all.add(post(
                "an id that is none", "/customers", Map.of("name", "C", "parentId", "5"), 400, "malformed-request"));
        all.add(post(
                "a padded reference",
                "/customers",
                Map.of("name", "C", "externalReference", " "),
                422,
                "invalid-request"));
        all.add(patch(
                "an unknown parent", "/customers/" + customer, Map.of("parentId", NOWHERE), 422, "unknown-customer"));

        all.add(post("an unknown member", "/teams", with(newTeam, "members", List.of("nobody")), 422, "unknown-user"));
        all.add(post(
                "an unknown follower",
                "/teams",
                with(newTeam, "followers", List.of(Map.of("customerId", NOWHERE))),
                422,
                "unknown-customer"));
        all.add(post(
                "a follower that is two",
                "/teams",
                with(newTeam, "followers", List.of(Map.of("customerId", customer, "email", "a@example.test"))),
                422,
                "invalid-request"));
        all.add(post(
                "an unknown service",
                "/teams",
                with(newTeam, "services", Map.of("magic", true)),
                422,
                "unknown-service"));
        all.add(post(
                "a text for a switch",
                "/teams",
                with(newTeam, "services", Map.of("refunds", "on")),
                400,
                "malformed-request"));
        all.add(post(
                "an unknown visibility", "/teams", with(newTeam, "visibility", "secret"), 400, "malformed-request"));
        all.add(post("no visibility", "/teams", Map.of("name", "T"), 422, "invalid-request"));
        all.add(post("a negative position", "/stages", Map.of("name", "S", "position", -1), 422, "invalid-request"));
        all.add(post("half a position", "/stages", Map.of("name", "S", "position", 1.5), 400, "malformed-request"));

        all.add(post("an unknown team", "/tickets", with(newTicket, "teamId", NOWHERE), 422, "unknown-team"));
        all.add(post(
                "an unknown customer", "/tickets", with(newTicket, "customerId", NOWHERE), 422, "unknown-customer"));
        all.add(post("an unknown assignee", "/tickets", with(newTicket, "assignee", "nobody"), 422, "unknown-user"));
        all.add(post("an unknown stage", "/tickets", with(newTicket, "stageId", NOWHERE), 422, "unknown-stage"));
        all.add(post("priority 4", "/tickets", with(newTicket, "priority", 4), 422, "invalid-request"));
        all.add(post("priority -1", "/tickets", with(newTicket, "priority", -1), 422, "invalid-request"));
        all.add(patch("an unknown stage", "/tickets/" + ticket, Map.of("stageId", NOWHERE), 422, "unknown-stage"));
        all.add(patch("no stage", "/tickets/" + ticket, "{\"stageId\":null}", 422, "invalid-request"));
        all.add(patch("no team", "/tickets/" + ticket, "{\"teamId\":null}", 422, "invalid-request"));
        all.add(post(
                "an unknown stage", "/tickets/" + ticket + "/close", Map.of("stageId", NOWHERE), 422, "unknown-stage"));
        all.add(post(
                "a long reason",
                "/tickets/" + ticket + "/close",
                Map.of("reason", "x".repeat(1001)),
                422,
                "invalid-request"));
        all.add(post(
                "an unknown property", "/tickets/" + ticket + "/reopen", Map.of("why", "x"), 400, "malformed-request"));
        all.add(post(
                "an unknown customer",
                "/tickets/" + ticket + "/followers",
                Map.of("customerId", NOWHERE),
                422,
                "unknown-customer"));
        all.add(post(
                "an unknown user", "/tickets/" + ticket + "/followers", Map.of("sub", "nobody"), 422, "unknown-user"));
        all.add(post(
                "a blank comment",
                "/tickets/" + ticket + "/messages",
                Map.of("kind", "comment", "body", " "),
                422,
                "invalid-request"));

        all.add(post("an unknown method", refunds, with(refund, "method", "half"), 400, "malformed-request"));
        all.add(post("a date that is none", refunds, with(refund, "date", "2026-02-30"), 400, "malformed-request"));
        all.add(post("a date in another age", refunds, with(refund, "date", "0999-01-01"), 422, "invalid-request"));
        all.add(post("no lines", refunds, with(refund, "lines", List.of()), 422, "invalid-request"));
        all.add(post(
                "a line without id",
                refunds,
                with(refund, "lines", List.of(Map.of("quantity", 1))),
                422,
                "invalid-request"));
        for (Object quantity : List.of(0, -1, 1.001, 10_000_000_000L)) {
            all.add(post(
                    "a quantity of " + quantity,
                    refunds,
                    with(refund, "lines", List.of(line("quantity", quantity))),
                    422,
                    "invalid-request"));
        }
        all.add(post(
                "a price of ten digits",
                refunds,
                with(refund, "lines", List.of(line("unitPrice", "1234567890"))),
                422,
                "invalid-request"));
        all.add(post(
                "a price in words",
                refunds,
                with(refund, "lines", List.of(line("unitPrice", "ten"))),
                400,
                "malformed-request"));
        String tasks = "/tickets/" + ticket + "/tasks";
        all.add(post(
                "a title of 10,000 characters", tasks, Map.of("title", "x".repeat(10_000)), 422, "invalid-request"));
        all.add(post("a blank title", tasks, Map.of("title", " \n "), 422, "invalid-request"));
        all.add(post(
                "an end without start", tasks, Map.of("plannedEnd", "2026-12-01T08:00:00Z"), 422, "invalid-request"));
        all.add(post(
                "an end before the start",
                tasks,
                Map.of("plannedStart", "2026-12-01T09:00:00Z", "plannedEnd", "2026-12-01T08:00:00Z"),
                422,
                "invalid-request"));
        all.add(post("another age", tasks, Map.of("plannedStart", "0999-01-01T00:00:00Z"), 422, "invalid-request"));
        all.add(post("a number for a time", tasks, Map.of("plannedStart", 5), 400, "malformed-request"));
        all.add(post("nobody", tasks, Map.of("assigneeIds", List.of("")), 422, "invalid-request"));
        all.add(post("a project in words", tasks, Map.of("projectId", "mine"), 400, "malformed-request"));
        all.add(post("an unknown property", tasks, Map.of("colour", "red"), 400, "malformed-request"));

        all.add(post("an unknown ticket", "/tickets/" + NOWHERE + "/refunds", refund, 404, "not-found"));
        all.add(post("an id that is none", "/tickets/5/refunds", refund, 404, "not-found"));

        return all.stream()
                .map(wrong -> DynamicTest.dynamicTest(
                        wrong.method() + " " + wrong.path().replaceAll("[0-9a-f-]{36}", "{id}") + " with "
                                + wrong.what(),
                        () -> assertRefused(wrong)));
    }

    @Test
    void aPatchNeedsTheETagAndThePresentOne() {
        UUID customer = Desk.customer();
        Rest.as(Desk.AGENT)
                .contentType(Rest.MERGE_PATCH)
                .body(Map.of("name", "New"))
                .patch("/customers/{id}", customer)
                .then()
                .statusCode(428)
                .body("code", equalTo("precondition-required"));
        Rest.as(Desk.AGENT)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", "\"77\"")
                .body(Map.of("name", "New"))
                .patch("/customers/{id}", customer)
                .then()
                .statusCode(412)
                .body("code", equalTo("stale-version"));
    }

    @Test
    void violationsNameTheirFields() {
        Rest.as(Desk.MANAGER)
                .body(Map.of("name", TOO_LONG, "address", Map.of("zip", TOO_LONG)))
                .post("/customers")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("name"))
                .body("violations.field", hasItem("address.zip"));
    }

    @Test
    void aBodyOfAnotherMediaTypeIsNotUnderstood() {
        Rest.as(Desk.AGENT)
                .contentType("text/plain")
                .body("name=C")
                .post("/customers")
                .then()
                .statusCode(415);
    }

    @Test
    void filtersAndCursorsThatCannotBeReadAreRefused() {
        for (String query : List.of("teamId=5", "state=half", "limit=0", "limit=201", "cursor=x", "companyOf=me")) {
            int status = Rest.as(Desk.AGENT).get("/tickets?" + query).statusCode();
            assertThat(status).as(query).isIn(400, 422);
        }
    }

    private static void assertRefused(Wrong wrong) throws SQLException {
        long before = rows();
        Response answer = wrong.method().equals("POST")
                ? Rest.as(Desk.MANAGER).body(wrong.body()).post(wrong.path())
                : Rest.as(Desk.MANAGER)
                        .contentType(Rest.MERGE_PATCH)
                        .header("If-Match", "*")
                        .body(wrong.body())
                        .patch(wrong.path());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(wrong.status());
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo(wrong.code());
        assertThat(rows()).isEqualTo(before);
    }

    /** Versions and rows together: any write moves it. */
    private static long rows() throws SQLException {
        try (Connection database = Infrastructure.running().connect();
                ResultSet sum = database.createStatement().executeQuery("""
                                select (select coalesce(sum(version + 1), 0) from customer)
                                     + (select coalesce(sum(version + 1), 0) from team)
                                     + (select coalesce(sum(version + 1), 0) from stage)
                                     + (select coalesce(sum(version + 1), 0) from ticket)
                                     + (select count(*) from ticket_follower) + (select count(*) from message)
                                     + (select count(*) from after_sales_action)""")) {
            sum.next();
            return sum.getLong(1);
        }
    }

    private static Wrong post(String what, String path, Object body, int status, String code) {
        return new Wrong(what, "POST", path, body, status, code);
    }

    private static Wrong patch(String what, String path, Object body, int status, String code) {
        return new Wrong(what, "PATCH", path, body, status, code);
    }

    private static Map<String, Object> with(Object body, String name, Object value) {
        Map<String, Object> changed = new HashMap<>();
        ((Map<?, ?>) body).forEach((key, old) -> changed.put(key.toString(), old));
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> line(String name, Object value) {
        return Map.of("invoiceLineId", UUID.randomUUID(), name, value);
    }
}
