package io.aftersales.testkit.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aftersales.testkit.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a small server whose bearer tokens are the names of roles: agents read invoices, accountants post them. */
class AccessMatrixTest {

    private static final String COLUMNS =
            "method, path, data, agent, helpdesk-manager, accountant, loyalty-manager, inventory-user, repair-user,"
                    + " technician, fieldservice-manager, customer, operator\n";
    private static final String DENIED_TO_OTHERS = ", denied, denied, denied, denied, denied, denied, denied\n";
    private static final String READ = "GET, /invoices/{id}, own, allowed, denied, allowed" + DENIED_TO_OTHERS;
    private static final String READ_HIDDEN =
            "GET, /invoices/{id}, foreign, hidden, denied, allowed" + DENIED_TO_OTHERS;
    private static final String POST = "POST, /invoices/{id}/post, -, denied, denied, allowed" + DENIED_TO_OTHERS;
    private static final UUID OWN = UUID.randomUUID();
    private static final UUID FOREIGN = UUID.randomUUID();

    private static final String OPEN_API = """
            {"paths":{"/api/v1/invoices/{id}":{"get":{}},
                      "/api/v1/invoices/{id}/post":{"post":{"requestBody":{"content":{"application/json":{}}}}}}}""";

    private HttpServer server;
    private String errorType = "application/problem+json";

    @BeforeEach
    void startTheServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/invoices/", this::answer);
        server.start();
    }

    @AfterEach
    void stopTheServer() {
        server.stop(0);
    }

    @Test
    void passesWhenTheServiceDoesWhatTheMatrixSays() {
        assertThatCode(() -> run(matrix(READ + READ_HIDDEN + POST))).doesNotThrowAnyException();
    }

    @Test
    void makesATestOfEachLineAndOneOfTheWhole() {
        assertThat(matrix(READ + READ_HIDDEN + POST).tests()).hasSize(4);
    }

    @Test
    void failsOnAnEndpointThatTheMatrixDoesNotName() {
        assertThatThrownBy(() -> matrix(READ).assertComplete())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("POST /invoices/{id}/post");
    }

    @Test
    void failsOnALineWithoutEndpoint() {
        assertThatThrownBy(() ->
                        matrix(READ + POST + POST.replace("/post", "/pay")).assertComplete())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("POST /invoices/{id}/pay");
    }

    @Test
    void failsWhenADeniedRoleGetsThrough() {
        assertThatThrownBy(() -> run(matrix(READ.replace("own, allowed", "own, denied") + POST)))
                .hasMessageContaining("agent: expected DENIED, got 200");
    }

    @Test
    void failsWhenAnAllowedRoleIsTurnedAway() {
        assertThatThrownBy(() -> run(matrix(READ + POST.replace("-, denied", "-, allowed"))))
                .hasMessageContaining("agent: expected ALLOWED, got 403");
    }

    @Test
    void failsWhenARecordIsShownThatShouldBeHidden() {
        assertThatThrownBy(() -> run(matrix(READ.replace("own, allowed", "own, hidden") + POST)))
                .hasMessageContaining("agent: expected HIDDEN, got 200");
    }

    @Test
    void failsWhenAnAllowedRecordIsNotFound() {
        assertThatThrownBy(() -> run(matrix(READ_HIDDEN.replace("hidden", "allowed") + POST)))
                .hasMessageContaining("agent: expected ALLOWED, got 404");
    }

    @Test
    void failsWhenHiddenIsClaimedOfARecordThatNobodySupplied() {
        assertThatThrownBy(() -> run(matrix(READ_HIDDEN.replace("foreign", "unknown") + POST)))
                .hasMessageContaining("agent: hidden proves nothing");
    }

    @Test
    void failsWhenAnErrorIsNoProblemDocument() {
        errorType = "text/html";
        assertThatThrownBy(() -> run(matrix(READ + POST)))
                .hasMessageContaining("without a problem document (text/html)");
    }

    @Test
    void refusesAMatrixThatForgetsARole() {
        assertThatThrownBy(() -> MatrixFile.parse("method, path, data, agent\n"))
                .hasMessageContaining("the columns are not");
    }

    @Test
    void refusesAnUnknownCellAMissingCellAndALineTwice() {
        assertThatThrownBy(() -> matrix(READ.replace("own, allowed", "own, maybe")))
                .hasMessageContaining("\"maybe\"");
        assertThatThrownBy(() -> matrix("GET, /invoices/{id}, own, allowed\n")).hasMessageContaining("4 cells");
        assertThatThrownBy(() -> matrix(READ + READ)).hasMessageContaining("names twice");
    }

    @Test
    void readsRemarksAndEmptyLines() {
        assertThat(MatrixFile.parse("# who reads\n\n" + COLUMNS + READ.replace("\n", " # both\n"))
                        .lines())
                .extracting(MatrixLine::operation)
                .containsExactly("GET /invoices/{id}");
    }

    private AccessMatrix matrix(String lines) {
        Caller caller = new Caller(
                path -> URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1" + path),
                user -> String.join("+", user.roles()));
        return new AccessMatrix(MatrixFile.parse(COLUMNS + lines), Json.read(OPEN_API), caller)
                .id("own", "/invoices/{id}", () -> OWN)
                .id("foreign", "/invoices/{id}", () -> FOREIGN);
    }

    private static void run(AccessMatrix matrix) throws Throwable {
        for (var test : matrix.tests().toList()) {
            test.getExecutable().execute();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String path = exchange.getRequestURI().getPath();
        List<String> readers = List.of("Bearer agent", "Bearer accountant");
        if (authorization == null) {
            send(exchange, 401);
        } else if (path.endsWith("/post")) {
            send(exchange, authorization.equals("Bearer accountant") ? 409 : 403);
        } else if (!readers.contains(authorization)) {
            send(exchange, 403);
        } else {
            send(exchange, path.contains(FOREIGN.toString()) && authorization.equals("Bearer agent") ? 404 : 200);
        }
    }

    private void send(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", status < 400 ? "application/json" : errorType);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
