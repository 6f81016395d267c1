package io.aftersales.testkit.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.testkit.ServiceUnderTest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.Tokens;
import org.junit.jupiter.api.DynamicTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what, asserted endpoint by endpoint and role by role against the running service.
 *
 * <p>A service keeps the matrix in {@code src/test/resources/access-matrix.csv}: a line per endpoint, or several with different
 * {@code data} where it matters whose record it is, and a column per role with {@code allowed}, {@code denied} (403) or
 * {@code hidden} (404). The endpoints come from the service's own OpenAPI document: one that has no line fails, and so does a
 * line without endpoint.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> everyRoleReachesWhatTheMatrixSays() {
 *     return AccessMatrix.read()
 *             .user("customer", TestUser.contactOf(customerId))
 *             .id("own", "/tickets/{id}", () -> ticketOf(customerId))
 *             .id("foreign", "/tickets/{id}", () -> ticketOf(somebodyElse))
 *             .body("POST /tickets", () -> Map.of("subject", "Broken"))
 *             .tests();
 * }
 * }</pre>
 */
public final class AccessMatrix {

    private static final TestUser NOBODY = TestUser.named("nobody");

    /** Not let in, or not even an endpoint for this: none of them is an answer to what was asked. */
    private static final Set<Integer> NOT_TAKEN_UP = Set.of(401, 403, 405, 415);

    private final MatrixFile file;
    private final Map<String, Operation> operations;
    private final Caller caller;
    private final Map<String, TestUser> users = new HashMap<>();
    private final Map<String, Supplier<?>> ids = new HashMap<>();
    private final Map<String, Supplier<?>> bodies = new HashMap<>();

    AccessMatrix(MatrixFile file, JsonNode openApi, Caller caller) {
        this.file = file;
        this.operations = Operation.allOf(openApi);
        this.caller = caller;
        MatrixFile.ROLES.forEach(role -> users.put(role, TestUser.inRole(role)));
    }

    /** The matrix of the service under test. */
    public static AccessMatrix read() {
        return new AccessMatrix(
                MatrixFile.resource("access-matrix.csv"),
                ServiceUnderTest.openApi(),
                new Caller(path -> ServiceUnderTest.uri(ServiceUnderTest.API + path), Tokens::of));
    }

    /** Who stands for the role; {@link TestUser#inRole} unless said. */
    public AccessMatrix user(String role, TestUser user) {
        users.put(role, user);
        return this;
    }

    /**
     * The id that the last placeholder of {@code pathUpToIt}, such as {@code /tickets/{id}}, stands for in every path that begins
     * so, on lines of this data, whatever it calls the placeholder. It is asked for at each call, so that a call may use the record up. A placeholder without id
     * gets a random UUID.
     */
    public AccessMatrix id(String data, String pathUpToIt, Supplier<?> id) {
        ids.put(key(data, pathUpToIt), id);
        return this;
    }

    /** The same id whatever the data. */
    public AccessMatrix id(String pathUpToIt, Supplier<?> id) {
        return id(MatrixFile.ANY_DATA, pathUpToIt, id);
    }

    /**
     * The body of an operation such as {@code POST /tickets}; an empty object unless said. An endpoint that looks at the record
     * before it answers 403 or 404 needs one that passes validation.
     */
    public AccessMatrix body(String operation, Supplier<?> body) {
        return body(operation, MatrixFile.ANY_DATA, body);
    }

    /** The body of an operation on lines of this data. */
    public AccessMatrix body(String operation, String data, Supplier<?> body) {
        bodies.put(key(data, operation), body);
        return this;
    }

    /** The tests: one that the matrix names exactly the service's endpoints, then one for each line. */
    public Stream<DynamicTest> tests() {
        return Stream.concat(
                Stream.of(DynamicTest.dynamicTest(
                        "the matrix names exactly the endpoints of the service", this::assertComplete)),
                file.lines().stream()
                        .filter(line -> operations.containsKey(line.operation()))
                        .map(line -> DynamicTest.dynamicTest(line.toString(), () -> assertLine(line))));
    }

    void assertComplete() {
        Set<String> named = new TreeSet<>();
        file.lines().forEach(line -> named.add(line.operation()));
        assertThat(named).as("endpoints in access-matrix.csv").isEqualTo(operations.keySet());
    }

    void assertLine(MatrixLine line) {
        Operation operation = operations.get(line.operation());
        List<String> wrong = new ArrayList<>();
        judge("without token", call(operation, line, null), answer -> answer.status() == 401, "401", wrong);
        if (line.roles().containsValue(Access.DENIED)) {
            Caller.Answer answer = call(operation, line, NOBODY);
            judge("without role", answer, got -> got.status() == 403, "403", wrong);
        }
        line.roles().forEach((role, access) -> {
            Target target = target(line);
            if (access == Access.HIDDEN && !target.known()) {
                wrong.add("%s: hidden proves nothing without .id(…) of a record that exists".formatted(role));
            } else {
                Caller.Answer answer = caller.call(operation, target.path(), users.get(role), body(line));
                judge(role, answer, got -> fits(access, got, target.known()), access.toString(), wrong);
            }
        });
        assertThat(wrong).as(line.toString()).isEmpty();
    }

    private Caller.Answer call(Operation operation, MatrixLine line, TestUser user) {
        return caller.call(operation, target(line).path(), user, body(line));
    }

    private static boolean fits(Access access, Caller.Answer answer, boolean knownRecord) {
        return switch (access) {
            case DENIED -> answer.status() == 403;
            case HIDDEN -> answer.status() == 404;
            case ALLOWED ->
                !NOT_TAKEN_UP.contains(answer.status())
                        && answer.status() < 500
                        && !(knownRecord && answer.status() == 404);
        };
    }

    private static void judge(
            String who,
            Caller.Answer answer,
            Predicate<Caller.Answer> expected,
            String expectation,
            List<String> wrong) {
        if (!expected.test(answer)) {
            wrong.add("%s: expected %s, got %d".formatted(who, expectation, answer.status()));
        } else if (answer.status() >= 400 && !answer.contentType().startsWith("application/problem+json")) {
            wrong.add("%s: %d without a problem document (%s)".formatted(who, answer.status(), answer.contentType()));
        }
    }

    private record Target(String path, boolean known) {}

    private Target target(MatrixLine line) {
        StringBuilder upToHere = new StringBuilder();
        StringBuilder path = new StringBuilder();
        boolean known = true;
        for (String segment : line.path().substring(1).split("/")) {
            upToHere.append('/').append(segment);
            path.append('/');
            if (segment.startsWith("{")) {
                Optional<Object> id = supplied(ids, line.data(), upToHere.toString());
                known &= id.isPresent();
                path.append(id.orElseGet(UUID::randomUUID));
            } else {
                path.append(segment);
            }
        }
        return new Target(path.toString(), known);
    }

    private Object body(MatrixLine line) {
        return supplied(bodies, line.data(), line.operation()).orElse(Map.of());
    }

    private static Optional<Object> supplied(Map<String, Supplier<?>> suppliers, String data, String what) {
        Supplier<?> supplier = suppliers.getOrDefault(key(data, what), suppliers.get(key(MatrixFile.ANY_DATA, what)));
        return Optional.ofNullable(supplier).map(Supplier::get);
    }

    /** Placeholders count by their place, not by the name that a path gives them. */
    private static String key(String data, String what) {
        return data + " " + what.replaceAll("\\{[^}]*}", "{}");
    }
}
