package io.aftersales.systemtests.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.suite.SuiteBuilder;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.fault.AtOnce;
import io.aftersales.systemtests.ledger.Standstill;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

    private static final int CALLERS = 8;

    private static final List<String> OWNERS = List.of("accounting", "loyalty", "inventory", "repair", "fieldservice");

    private static RunningSuite suite;
    private static Desk desk;
    private static final Map<String, Connection> DATABASES = new LinkedHashMap<>();
    private static final Map<String, Fingerprint> TABLES = new LinkedHashMap<>();
    private static Standstill standstill;

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
        standstill = new Standstill(suite, DATABASES);
    }

    /** An owner waits half a minute for records that a command names and that may be on their way; here they never come. */
    private static SuiteBuilder hastyOwners(SuiteBuilder chosen) {
        OWNERS.forEach(owner -> chosen.environment(owner, "AFTERSALES_INBOX_SET_ASIDE_FOR", "1S"));
        return chosen;
    }

    @AfterAll
    static void stop() throws SQLException {
        standstill.close();
        for (Connection database : DATABASES.values()) {
            database.close();
        }
        suite.close();
    }

    @Test
    void everyWriteRefusesEverythingThatIsWrongAndWritesNothing() throws SQLException {
        List<Endpoint> endpoints = Endpoints.of(suite, desk);
        // The gateway leaves out what a service does not tell it in time, for as long as it serves that edition.
        ApiDocument api = Awaitility.await("the OpenAPI document of every service")
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .until(BadInputIT::document, document -> document.writes().size() >= endpoints.size());
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

    private static ApiDocument document() {
        return new ApiDocument(suite.as("agnes").get("openapi.json").expect(200).body());
    }

    private void check(Endpoint endpoint, ApiDocument api) throws SQLException {
        List<BadRequest> bad = new ArrayList<>(badBodies(endpoint, api));
        bad.addAll(badAddresses(endpoint));
        bad.addAll(badCallers(endpoint));
        bad.addAll(badPreconditions(endpoint));
        if (api.takesKey(endpoint.write())) {
            bad.addAll(badKeys(endpoint));
        }
        requests += bad.size();
        if (JUDGED_BY_THE_OWNER.contains(endpoint.write())) {
            oneByOne(endpoint, bad);
        } else {
            atOnce(endpoint, bad);
        }
        rightRequest(endpoint);
    }

    private static List<BadRequest> badBodies(Endpoint endpoint, ApiDocument api) {
        Caller sender = endpoint.sender();
        String path = endpoint.path();
        if (endpoint.body() == null) {
            return List.of(new BadRequest(
                    "a body where none is read", "400", "malformed-request", sender, path, "{\"unexpected\":1}"));
        }
        List<BadRequest> bad = new ArrayList<>();
        for (Mutation mutation : Mutations.of(api, endpoint)) {
            if (!mutation.isNothing() || !BODY_IS_OPTIONAL.contains(endpoint.write())) {
                bad.add(new BadRequest(mutation.what(), "4..", mutation.codes(), sender, path, mutation.body()));
            }
        }
        String body = endpoint.body().toString();
        bad.add(new BadRequest(
                "plain text",
                "415",
                "unsupported-media-type",
                sender.with(Map.of("Content-Type", "text/plain")),
                path,
                body));
        bad.add(new BadRequest("more than 1 MiB", "413", "too-large", sender, path, body + " ".repeat(1_100_000)));
        return bad;
    }

    private static List<BadRequest> badAddresses(Endpoint endpoint) {
        List<String> paths = new ArrayList<>();
        for (String id : idsIn(endpoint.path())) {
            for (String nowhere : List.of(UUID.randomUUID().toString(), "first", "%00", "1'%20or%20'1'='1")) {
                paths.add(endpoint.path().replace(id, nowhere));
            }
        }
        paths.addAll(endpoint.elsewhere());
        return paths.stream()
                .map(path -> new BadRequest(
                        "at " + path,
                        "40[04]|422",
                        "not-found|malformed-request|unknown-.*",
                        endpoint.sender(),
                        path,
                        textOf(endpoint.body())))
                .toList();
    }

    private static List<BadRequest> badCallers(Endpoint endpoint) {
        String path = endpoint.path();
        String body = textOf(endpoint.body());
        return List.of(
                new BadRequest("without a token", "401", "unauthenticated", suite.asNobody(), path, body),
                new BadRequest("by a technician", "403", "forbidden", suite.as("theo"), path, body),
                new BadRequest("by a customer", "40[34]", "forbidden|not-found", suite.as("carl"), path, body));
    }

    private static List<BadRequest> badPreconditions(Endpoint endpoint) {
        List<BadRequest> bad = new ArrayList<>();
        if (endpoint.etag() == null) {
            return bad;
        }
        String body = textOf(endpoint.body());
        for (String stale : List.of("\"999999\"", "nonsense")) {
            bad.add(new BadRequest(
                    "If-Match: " + stale,
                    "412",
                    "stale-version",
                    endpoint.caller().with(Map.of("If-Match", stale)),
                    endpoint.path(),
                    body));
        }
        if (endpoint.isPatch()) {
            bad.add(new BadRequest(
                    "without If-Match", "428", "precondition-required", endpoint.caller(), endpoint.path(), body));
        }
        return bad;
    }

    private static List<BadRequest> badKeys(Endpoint endpoint) {
        return Stream.of("k".repeat(300), "with blank")
                .map(key -> new BadRequest(
                        "Idempotency-Key: " + key,
                        "400",
                        "malformed-request",
                        endpoint.sender().once(key),
                        endpoint.path(),
                        textOf(endpoint.body())))
                .toList();
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
            requests++;
            refused(
                    endpoint,
                    new BadRequest(
                            "a used Idempotency-Key",
                            "422",
                            "idempotency-key-reused",
                            once,
                            endpoint.path(),
                            textOf(endpoint.other())));
        }
    }

    private static String textOf(JsonNode body) {
        return body == null ? null : body.toString();
    }

    /** One look at the tables is enough for all of them, unless something was written: then each is sent again, to name it. */
    private void atOnce(Endpoint endpoint, List<BadRequest> bad) throws SQLException {
        Map<String, String> before = content;
        List<Answer> answers =
                AtOnce.run(bad.size(), CALLERS, number -> bad.get(number).sendTo(endpoint));
        content = take();
        if (content.equals(before)) {
            for (int number = 0; number < bad.size(); number++) {
                note(endpoint, bad.get(number), answers.get(number), faultsOf(answers.get(number), bad.get(number)));
            }
            return;
        }
        faults.add("%s: %d bad requests wrote %s".formatted(endpoint.write(), bad.size(), changed(before)));
        rest();
        oneByOne(endpoint, bad);
    }

    private void oneByOne(Endpoint endpoint, List<BadRequest> bad) throws SQLException {
        for (BadRequest request : bad) {
            refused(endpoint, request);
        }
    }

    private void refused(Endpoint endpoint, BadRequest bad) throws SQLException {
        Map<String, String> before = content;
        Answer answer = bad.sendTo(endpoint);
        List<String> wrong = faultsOf(answer, bad);
        // What is named by an action is judged by its owner, after the helpdesk accepted it.
        boolean decidedByOwner = JUDGED_BY_THE_OWNER.contains(endpoint.write())
                && answer.status() == 422
                && answer.at("/code").matches("(unknown|foreign)-.*|.*-exceeds-.*|negative-quantity");
        content = take();
        Set<String> written = changed(before);
        written.removeIf(table -> decidedByOwner && table.startsWith("helpdesk"));
        if (!written.isEmpty()) {
            wrong.add("it wrote " + written);
            rest();
        }
        note(endpoint, bad, answer, wrong);
    }

    /** The tables that are not as they were. */
    private Set<String> changed(Map<String, String> before) {
        Set<String> changed = new LinkedHashSet<>(content.keySet());
        changed.removeIf(table -> content.get(table).equals(before.get(table)));
        return changed;
    }

    private void note(Endpoint endpoint, BadRequest bad, Answer answer, List<String> wrong) {
        if (!wrong.isEmpty()) {
            faults.add("%s, %s: %s, answered %d %s"
                    .formatted(endpoint.write(), bad.what(), wrong, answer.status(), shortened(answer.text())));
        }
    }

    private static List<String> faultsOf(Answer answer, BadRequest bad) {
        List<String> wrong = new ArrayList<>();
        if (!Integer.toString(answer.status()).matches(bad.status())) {
            wrong.add("status is not " + bad.status());
        }
        if (answer.status() / 100 == 4) {
            wrong.addAll(faultsOfProblem(answer, bad.codes()));
        }
        if (INSIDE.matcher(answer.text()).find() && answer.status() >= 400) {
            wrong.add("it tells of the inside");
        }
        return wrong;
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
    private void rest() throws SQLException {
        standstill.await();
        content = take();
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
