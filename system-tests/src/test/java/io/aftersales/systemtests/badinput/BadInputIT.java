package io.aftersales.systemtests.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.suite.SuiteBuilder;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
            "POST /tickets/{ticketId}/refunds",
            "POST /tickets/{ticketId}/coupons",
            "POST /tickets/{ticketId}/coupons/{couponId}/emails",
            "POST /tickets/{ticketId}/returns",
            "POST /tickets/{ticketId}/repairs",
            "POST /tickets/{ticketId}/tasks");

    private static final Set<String> BODY_IS_OPTIONAL = Set.of(
            "POST /tickets/{id}/close",
            "POST /tickets/{id}/reopen",
            "POST /tickets/{ticketId}/coupons/{couponId}/emails",
            "POST /deliveries/{id}/validate",
            "POST /returns/{id}/validate",
            "POST /repair-orders/{id}/finish",
            "POST /admin/{service}/dead-letters/{id}/discard");

    private static final List<String> OWNERS = List.of("accounting", "loyalty", "inventory", "repair", "fieldservice");

    private static RunningSuite suite;
    private static Desk desk;
    private static final Map<String, Connection> DATABASES = new LinkedHashMap<>();
    private static final Map<String, Fingerprint> TABLES = new LinkedHashMap<>();

    private final List<String> faults = new ArrayList<>();
    private Map<String, String> content;
    private int requests;

    @BeforeAll
    static void start() throws SQLException {
        suite = RunningSuite.startFor(BadInputIT.class, BadInputIT::hastyOwners);
        desk = Desk.setUp(suite);
        for (String somebody : List.of("theo", "olga")) {
            suite.as(somebody).get("users?limit=1");
        }
        DATABASES.put("helpdesk", suite.database("helpdesk"));
        for (String owner : OWNERS) {
            DATABASES.put(owner, suite.database(owner));
        }
        for (Map.Entry<String, Connection> database : DATABASES.entrySet()) {
            TABLES.put(database.getKey(), new Fingerprint(database.getValue()));
        }
    }

    /** An owner waits half a minute for records that a command names and that may be on their way; here they never come. */
    private static SuiteBuilder hastyOwners(SuiteBuilder chosen) {
        OWNERS.forEach(owner -> chosen.environment(owner, "AFTERSALES_INBOX_SET_ASIDE_FOR", "1S"));
        return chosen;
    }

    @AfterAll
    static void stop() throws SQLException {
        for (Connection database : DATABASES.values()) {
            database.close();
        }
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

        System.out.printf("%d endpoints, %,d bad requests%n", endpoints.size(), requests);
        assertThat(faults).as("what went wrong with %d bad requests", requests).isEmpty();
    }

    private void check(Endpoint endpoint, ApiDocument api) throws SQLException {
        badBodies(endpoint, api);
        badAddresses(endpoint);
        badCallers(endpoint);
        badPreconditions(endpoint);
        if (api.takesKey(endpoint.write())) {
            badKeys(endpoint);
        }
        rightRequest(endpoint);
    }

    private void badBodies(Endpoint endpoint, ApiDocument api) throws SQLException {
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
        for (Mutation mutation : Mutations.of(api, endpoint)) {
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
        String body = textOf(endpoint.body());
        for (String id : idsIn(endpoint.path())) {
            for (String nowhere : List.of(UUID.randomUUID().toString(), "first", "%00", "1'%20or%20'1'='1")) {
                refusedAt(endpoint, endpoint.path().replace(id, nowhere), body);
            }
        }
        for (String path : endpoint.elsewhere()) {
            refusedAt(endpoint, path, body);
        }
    }

    private void refusedAt(Endpoint endpoint, String path, String body) throws SQLException {
        refused(
                endpoint,
                "at " + path,
                "40[04]|422",
                "not-found|malformed-request|unknown-.*",
                endpoint.sender(),
                path,
                body);
    }

    private void badCallers(Endpoint endpoint) throws SQLException {
        String body = textOf(endpoint.body());
        refused(endpoint, "without a token", "401", "unauthenticated", suite.asNobody(), endpoint.path(), body);
        refused(endpoint, "by a technician", "403", "forbidden", suite.as("theo"), endpoint.path(), body);
        refused(endpoint, "by a customer", "40[34]", "forbidden|not-found", suite.as("carl"), endpoint.path(), body);
    }

    private void badPreconditions(Endpoint endpoint) throws SQLException {
        if (endpoint.etag() == null) {
            return;
        }
        String body = textOf(endpoint.body());
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

    private void badKeys(Endpoint endpoint) throws SQLException {
        for (String key : List.of("k".repeat(300), "with blank")) {
            refused(
                    endpoint,
                    "Idempotency-Key: " + key,
                    "400",
                    "malformed-request",
                    endpoint.sender().once(key),
                    endpoint.path(),
                    textOf(endpoint.body()));
        }
    }

    /** Last of all the right request is sent, which shows that nothing else was wrong with the others; then its key is misused. */
    private void rightRequest(Endpoint endpoint) throws SQLException {
        Caller once = endpoint.sender().once(Desk.newKey());
        Answer right = once.send(endpoint.method(), endpoint.path(), textOf(endpoint.body()));
        if (!Integer.toString(right.status()).matches(endpoint.outcome())) {
            faults.add("%s: the right request was refused: %s".formatted(endpoint.write(), right));
        }
        if (endpoint.other() != null) {
            rest();
            refused(
                    endpoint,
                    "a used Idempotency-Key",
                    "422",
                    "idempotency-key-reused",
                    once,
                    endpoint.path(),
                    textOf(endpoint.other()));
        }
    }

    private static String textOf(JsonNode body) {
        return body == null ? null : body.toString();
    }

    private void refused(
            Endpoint endpoint, String what, String status, String codes, Caller caller, String path, String body)
            throws SQLException {
        requests++;
        Map<String, String> before = content;
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
        // What is named by an action is judged by its owner, after the helpdesk accepted it.
        boolean decidedByOwner = JUDGED_BY_THE_OWNER.contains(endpoint.write())
                && answer.status() == 422
                && answer.at("/code").matches("(unknown|foreign)-.*|.*-exceeds-.*|negative-quantity");
        content = take();
        Map<String, String> written = new LinkedHashMap<>(content);
        written.entrySet()
                .removeIf(table -> table.getValue().equals(before.get(table.getKey()))
                        || decidedByOwner && table.getKey().startsWith("helpdesk"));
        if (!written.isEmpty()) {
            wrong.add("it wrote " + written.keySet());
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

    private static Map<String, String> take() throws SQLException {
        Map<String, String> content = new LinkedHashMap<>();
        for (Map.Entry<String, Fingerprint> tables : TABLES.entrySet()) {
            tables.getValue().take().forEach((table, value) -> content.put(tables.getKey() + "." + table, value));
        }
        return content;
    }

    /** Waits until nothing of what was asked before is still under way. */
    private void rest() {
        Connection helpdesk = DATABASES.get("helpdesk");
        LedgerCheck.awaitRest(helpdesk, OWNERS.stream().map(DATABASES::get).toArray(Connection[]::new));
        awaitAnswersToRepair(DATABASES.get("repair"));
        content = Awaitility.await("tables that no longer change")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(new TablesAtRest(), Objects::nonNull);
    }

    private static void awaitAnswersToRepair(Connection repair) {
        Awaitility.await("invoices and parts that repair asked for")
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    try (Statement statement = repair.createStatement();
                            ResultSet waiting = statement.executeQuery("""
                                    select from repair_order
                                    where invoice_state = 'REQUESTED' or parts_state = 'REQUESTED'""")) {
                        return !waiting.next();
                    }
                });
    }

    /** The content of the tables once it has been the same for a while, else null. */
    private static final class TablesAtRest implements Callable<Map<String, String>> {

        private static final int LOOKS = 4;

        private Map<String, String> before;
        private int alike;

        @Override
        public Map<String, String> call() throws SQLException {
            Map<String, String> now = take();
            alike = now.equals(before) ? alike + 1 : 1;
            before = now;
            return alike == LOOKS ? now : null;
        }
    }

    private static List<String> idsIn(String path) {
        return Stream.of(path.split("/"))
                .filter(part -> part.matches("[0-9a-f]{8}-[0-9a-f-]{27}"))
                .toList();
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
