package io.aftersales.systemtests.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.ledger.LedgerCheck;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every POST and PATCH of the merged OpenAPI document, each with everything that can be wrong with a request: refused with the
 * right status and a problem document, without a word about the inside, and nothing is written.
 */
class BadInputIT {

    private static final Pattern INSIDE = Pattern.compile(
            "io\\.(aftersales|quarkus|vertx|smallrye)|(java|jakarta|org|com)\\.[a-z]+\\.|Exception|\\bat [a-z]+\\.|"
                    + "(?i:\\bselect\\b.+\\bfrom\\b|insert into|update .+ set|constraint \\\")|hibernate|jackson|postgres");

    private static final Set<String> JUDGED_BY_THE_OWNER = Set.of(
            "POST /tickets/{ticketId}/refunds", "POST /tickets/{ticketId}/returns", "POST /tickets/{ticketId}/tasks");

    private static final Set<String> BODY_IS_OPTIONAL = Set.of(
            "POST /tickets/{id}/close",
            "POST /tickets/{id}/reopen",
            "POST /deliveries/{id}/validate",
            "POST /returns/{id}/validate",
            "POST /admin/{service}/dead-letters/{id}/discard");

    private static RunningSuite suite;
    private static Desk desk;
    private static Connection helpdesk;
    private static Connection accounting;
    private static Connection inventory;
    private static Fingerprint helpdeskTables;
    private static Fingerprint accountingTables;
    private static Fingerprint inventoryTables;

    private final List<String> faults = new ArrayList<>();
    private int requests;

    @BeforeAll
    static void start() throws SQLException {
        suite = RunningSuite.startFor(BadInputIT.class);
        desk = Desk.setUp(suite);
        for (String somebody : List.of("theo", "olga")) {
            suite.as(somebody).get("users?limit=1");
        }
        helpdesk = suite.database("helpdesk");
        accounting = suite.database("accounting");
        inventory = suite.database("inventory");
        helpdeskTables = new Fingerprint(helpdesk);
        accountingTables = new Fingerprint(accounting);
        inventoryTables = new Fingerprint(inventory);
    }

    @AfterAll
    static void stop() throws SQLException {
        helpdesk.close();
        accounting.close();
        inventory.close();
        suite.close();
    }

    @Test
    void everyWriteRefusesEverythingThatIsWrongAndWritesNothing() throws SQLException {
        ApiDocument api = new ApiDocument(
                suite.as("agnes").get("openapi.json").expect(200).body());
        List<Endpoint> endpoints = Endpoints.of(suite, desk);
        assertThat(endpoints)
                .extracting(Endpoint::write)
                .as("the writes that this test knows, and those of the OpenAPI document")
                .containsExactlyInAnyOrderElementsOf(api.writes());

        for (Endpoint endpoint : endpoints) {
            int before = requests;
            rest();
            check(endpoint, api);
            System.out.printf("%-55s %4d bad requests%n", endpoint.write(), requests - before);
        }

        assertThat(faults).as("what went wrong with %d bad requests", requests).isEmpty();
    }

    private void check(Endpoint endpoint, ApiDocument api) throws SQLException {
        badBodies(endpoint, api);
        badAddresses(endpoint);
        badCallers(endpoint);
        badPreconditions(endpoint);
        badKeys(endpoint);
    }

    private void badBodies(Endpoint endpoint, ApiDocument api) throws SQLException {
        JsonNode schema = api.bodyOf(endpoint.write());
        if (endpoint.body() == null) {
            refused(
                    endpoint,
                    "a body where none is read",
                    "400",
                    "malformed-request",
                    endpoint.sender(),
                    endpoint.path(),
                    "{\"unexpected\":1}");
            return;
        }
        for (Mutation mutation : Mutations.of(api, schema, endpoint.body(), endpoint.isPatch())) {
            if (mutation.isNothing() && BODY_IS_OPTIONAL.contains(endpoint.write())) {
                continue;
            }
            refused(
                    endpoint,
                    mutation.what(),
                    "4..",
                    mutation.codes(),
                    endpoint.sender(),
                    endpoint.path(),
                    mutation.body());
        }
        String body = endpoint.body().toString();
        refused(
                endpoint,
                "plain text",
                "415",
                "unsupported-media-type",
                endpoint.sender().with(Map.of("Content-Type", "text/plain")),
                endpoint.path(),
                body);
        refused(
                endpoint,
                "more than 1 MiB",
                "413",
                "too-large",
                endpoint.sender(),
                endpoint.path(),
                body + " ".repeat(1_100_000));
    }

    private void badAddresses(Endpoint endpoint) throws SQLException {
        String body = endpoint.body() == null ? null : endpoint.body().toString();
        String id = firstId(endpoint.path());
        if (id == null) {
            return;
        }
        for (String nowhere : List.of(UUID.randomUUID().toString(), "first", "%00", "1'%20or%20'1'='1")) {
            refused(
                    endpoint,
                    "at id " + nowhere,
                    "40[04]",
                    "not-found|malformed-request",
                    endpoint.sender(),
                    endpoint.path().replace(id, nowhere),
                    body);
        }
    }

    private void badCallers(Endpoint endpoint) throws SQLException {
        String body = endpoint.body() == null ? null : endpoint.body().toString();
        refused(endpoint, "without a token", "401", "unauthenticated", suite.asNobody(), endpoint.path(), body);
        refused(endpoint, "by a technician", "403", "forbidden", suite.as("theo"), endpoint.path(), body);
        refused(endpoint, "by a customer", "40[34]", "forbidden|not-found", suite.as("carl"), endpoint.path(), body);
    }

    private void badPreconditions(Endpoint endpoint) throws SQLException {
        if (endpoint.etag() == null) {
            return;
        }
        String body = endpoint.body() == null ? null : endpoint.body().toString();
        for (String stale : List.of("\"999999\"", "nonsense")) {
            refused(
                    endpoint,
                    "If-Match: " + stale,
                    "412",
                    "stale-version",
                    endpoint.caller().with(Map.of("If-Match", stale)),
                    endpoint.path(),
                    body);
        }
        if (endpoint.isPatch()) {
            refused(
                    endpoint,
                    "without If-Match",
                    "428",
                    "precondition-required",
                    endpoint.caller(),
                    endpoint.path(),
                    body);
        }
    }

    /** Last of all, since here the right request is sent: it shows that nothing else was wrong with the others. */
    private void badKeys(Endpoint endpoint) throws SQLException {
        String body = endpoint.body() == null ? null : endpoint.body().toString();
        for (String key : List.of("k".repeat(300), "with blank")) {
            if (!endpoint.isPatch()) {
                refused(
                        endpoint,
                        "Idempotency-Key: " + key,
                        "400",
                        "malformed-request",
                        endpoint.sender().once(key),
                        endpoint.path(),
                        body);
            }
        }
        Caller once = endpoint.sender().once(Desk.newKey());
        Answer right = once.send(endpoint.method(), endpoint.path(), body);
        if (!Integer.toString(right.status()).matches(endpoint.outcome())) {
            faults.add("%s: the right request was refused: %s".formatted(endpoint.write(), right));
        }
        if (endpoint.other() != null && !endpoint.isPatch()) {
            rest();
            refused(
                    endpoint,
                    "a used Idempotency-Key",
                    "422",
                    "idempotency-key-reused",
                    once,
                    endpoint.path(),
                    endpoint.other().toString());
        }
    }

    private void refused(
            Endpoint endpoint, String what, String status, String codes, Caller caller, String path, String body)
            throws SQLException {
        requests++;
        Map<String, String> before = content();
        Answer answer = caller.send(endpoint.method(), path, body);
        List<String> wrong = new ArrayList<>();
        if (!Integer.toString(answer.status()).matches(status)) {
            wrong.add("status is not " + status);
        }
        if (answer.status() / 100 == 4) {
            wrong.addAll(faultsOfProblem(answer, codes));
        }
        if (INSIDE.matcher(answer.text()).find() && answer.status() >= 400) {
            wrong.add("it tells of the inside");
        }
        // What a refund, a return or a task names is judged by its owner, after the helpdesk accepted the action.
        boolean decidedByOwner = JUDGED_BY_THE_OWNER.contains(endpoint.write())
                && answer.status() == 422
                && answer.at("/code").matches("unknown-.*|negative-quantity");
        Map<String, String> after = content();
        after.entrySet()
                .removeIf(table -> table.getValue().equals(before.get(table.getKey()))
                        || decidedByOwner && table.getKey().startsWith("helpdesk"));
        if (!after.isEmpty()) {
            wrong.add("it wrote " + after.keySet());
            rest();
        }
        if (!wrong.isEmpty()) {
            faults.add("%s, %s: %s, answered %d %s"
                    .formatted(endpoint.write(), what, wrong, answer.status(), shortened(answer.text())));
        }
    }

    private static List<String> faultsOfProblem(Answer answer, String codes) {
        List<String> wrong = new ArrayList<>();
        if (!String.valueOf(answer.header("Content-Type")).startsWith("application/problem+json")) {
            return List.of("it is no problem document");
        }
        if (!answer.at("/code").matches(codes)) {
            wrong.add("code is not " + codes);
        }
        if (!answer.at("/type").equals("urn:aftersales:problem:" + answer.at("/code"))) {
            wrong.add("type is not that of the code");
        }
        if (!answer.at("/status").equals(Integer.toString(answer.status()))) {
            wrong.add("status differs");
        }
        for (String field : List.of("/title", "/detail", "/instance")) {
            if (answer.at(field).isBlank()) {
                wrong.add("without " + field);
            }
        }
        if (answer.at("/code").equals("invalid-request")
                && answer.body().path("violations").isEmpty()) {
            wrong.add("it does not say which field");
        }
        return wrong;
    }

    private static Map<String, String> content() throws SQLException {
        Map<String, String> content = new LinkedHashMap<>();
        helpdeskTables.take().forEach((table, value) -> content.put("helpdesk." + table, value));
        accountingTables.take().forEach((table, value) -> content.put("accounting." + table, value));
        inventoryTables.take().forEach((table, value) -> content.put("inventory." + table, value));
        return content;
    }

    /** Waits until nothing of what was asked before is still under way. */
    private static void rest() {
        LedgerCheck.awaitRest(helpdesk, accounting, inventory);
        Awaitility.await("tables that no longer change")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .during(Duration.ofMillis(300))
                .until(new SameAsBefore());
    }

    /** True when the tables are as they were when it was last asked. */
    private static final class SameAsBefore implements java.util.concurrent.Callable<Boolean> {

        private Map<String, String> before;

        @Override
        public Boolean call() throws SQLException {
            Map<String, String> now = content();
            boolean same = now.equals(before);
            before = now;
            return same;
        }
    }

    private static String firstId(String path) {
        for (String part : path.split("/")) {
            if (part.matches("[0-9a-f]{8}-[0-9a-f-]{27}")) {
                return part;
            }
        }
        return null;
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
