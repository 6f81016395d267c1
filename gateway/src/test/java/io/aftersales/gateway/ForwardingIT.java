package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
class ForwardingIT extends EdgeTest {

    private static final int MEBIBYTE = 1024 * 1024;

    @Test
    void handsEachRequestToTheServiceThatOwnsTheResource() {
        asAgent()
                .urlEncodingEnabled(false)
                .get("/api/v1/tickets/1?limit=2&q=a%2Fb")
                .then()
                .statusCode(200)
                .body("uri", equalTo("/api/v1/tickets/1?limit=2&q=a%2Fb"))
                .body("service", containsString("helpdesk"));
        asAgent().get("/api/v1/invoices").then().statusCode(200).body("service", equalTo("accounting"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void carriesEveryMethodWithItsBody(String method) {
        asAgent()
                .contentType(ContentType.JSON)
                .body("{\"a\":1}")
                .request(method, "/api/v1/invoices/1")
                .then()
                .statusCode(200)
                .body("method", equalTo(method))
                .body("body", equalTo("{\"a\":1}"));
    }

    @Test
    void answersAHeadRequestWithoutBody() {
        asAgent().head("/api/v1/invoices").then().statusCode(200).body(equalTo(""));
    }

    @Test
    void passesOnWhatTheServiceAnswers() {
        accounting.behave(request -> request.response()
                .setStatusCode(409)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("ETag", "\"7\"")
                .end("{\"code\":\"posted-is-immutable\"}"));
        asAgent()
                .get("/api/v1/invoices/1")
                .then()
                .statusCode(409)
                .header("ETag", "\"7\"")
                .contentType("application/problem+json")
                .body("code", equalTo("posted-is-immutable"));
    }

    @Test
    void passesOnAnAnswerWithoutBodyAndKeepsTheConnection() {
        accounting.behave(request -> request.response().setStatusCode(204).end());
        for (int i = 0; i < 3; i++) {
            asAgent().delete("/api/v1/invoices/1").then().statusCode(204).header("Transfer-Encoding", nullValue());
        }
    }

    @Test
    void refusesABodyAboveOneMebibyte() {
        asAgent()
                .body(new byte[MEBIBYTE + 1])
                .post("/api/v1/invoices")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("too-large"));
        assertThat(accounting.received()).isEmpty();
        asAgent()
                .body(new byte[MEBIBYTE])
                .post("/api/v1/invoices")
                .then()
                .statusCode(200)
                .body("length", equalTo(MEBIBYTE));
    }

    @Test
    void refusesABodyOfUnknownLengthAsSoonAsItIsAboveOneMebibyte() throws Exception {
        CompletableFuture<Void> brokenOff = new CompletableFuture<>();
        accounting.behave(request -> {
            request.exceptionHandler(broken -> brokenOff.complete(null));
            request.endHandler(end -> brokenOff.completeExceptionally(new AssertionError("came whole")));
            request.handler(buffer -> {});
        });
        HttpResponse<String> answer = post("/api/v1/invoices", new Zeroes(8L * MEBIBYTE));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("too-large");
        brokenOff.get(30, TimeUnit.SECONDS);
    }

    @Test
    void streamsAnswersOfAnySize() throws Exception {
        long size = 300L * MEBIBYTE;
        accounting.behave(request -> {
            HttpServerResponse response = request.response().setChunked(true);
            pour(response, Buffer.buffer(new byte[64 * 1024]), size);
        });
        HttpResponse<InputStream> answer =
                client().send(authorized("/api/v1/invoices").GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        AtomicLong read = new AtomicLong();
        try (InputStream body = answer.body()) {
            byte[] buffer = new byte[256 * 1024];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                read.addAndGet(n);
            }
        }
        assertThat(read).hasValue(size);
    }

    @Test
    void doesNotReadAnAnswerFasterThanTheClientTakesIt() throws Exception {
        AtomicLong poured = new AtomicLong();
        accounting.behave(request -> {
            HttpServerResponse response = request.response().setChunked(true);
            pourForever(response, Buffer.buffer(new byte[64 * 1024]), poured);
        });
        HttpResponse<InputStream> answer =
                client().send(authorized("/api/v1/invoices").GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream slow = answer.body()) {
            assertThat(slow.read()).isZero();
            AtomicLong last = new AtomicLong(-1);
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .pollInterval(500, TimeUnit.MILLISECONDS)
                    .until(() -> last.getAndSet(poured.get()) == poured.get());
            assertThat(poured.get()).isLessThan(64L * MEBIBYTE);
        }
    }

    @Test
    void passesServerSentEventsOnAsTheyHappen() throws Exception {
        CompletableFuture<HttpServerResponse> stream = new CompletableFuture<>();
        accounting.behave(request -> {
            HttpServerResponse response =
                    request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
            response.write("data: first\n\n");
            stream.complete(response);
        });
        HttpResponse<InputStream> answer = client().send(
                        authorized("/api/v1/invoices/stream").GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        try (InputStream events = answer.body()) {
            assertThat(new String(events.readNBytes(13))).isEqualTo("data: first\n\n");
            HttpServerResponse response = stream.get(30, TimeUnit.SECONDS);
            response.write("data: second\n\n");
            assertThat(new String(events.readNBytes(14))).isEqualTo("data: second\n\n");
            response.end();
            assertThat(events.read()).isEqualTo(-1);
        }
    }

    @Test
    void tellsTheServiceWhenAClientLeavesItsStream() throws Exception {
        CompletableFuture<Void> left = new CompletableFuture<>();
        accounting.behave(request -> {
            request.response().closeHandler(closed -> left.complete(null));
            request.response().setChunked(true).write("data: first\n\n");
        });
        HttpResponse<InputStream> answer = client().send(
                        authorized("/api/v1/invoices/stream").GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        left.get(30, TimeUnit.SECONDS);
    }

    @Test
    void tellsTheServiceWhenAClientLeavesBeforeTheAnswer() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> left = new CompletableFuture<>();
        accounting.behave(request -> {
            request.response().closeHandler(closed -> left.complete(null));
            asked.complete(null);
        });
        HttpClient client = client();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(authorized("/api/v1/invoices").GET().build(), HttpResponse.BodyHandlers.ofString());
        asked.get(30, TimeUnit.SECONDS);
        answer.cancel(true);
        left.get(30, TimeUnit.SECONDS);
    }

    @Test
    void breaksTheAnswerOffWhenTheServiceDoes() {
        accounting.behave(request -> {
            request.response().setChunked(true).write("half of it");
            StubService.vertx().setTimer(100, timer -> request.connection().close());
        });
        assertThat(rawGet("/api/v1/invoices", "Authorization: Bearer " + Issuer.agent()))
                .contains("half of it")
                .doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void keepsTheHeadersOfOneConnectionToItself() {
        String answer = rawGet(
                "/api/v1/invoices",
                "Authorization: Bearer " + Issuer.agent(),
                "Keep-Alive: timeout=5",
                "TE: trailers",
                "Proxy-Authorization: Basic c2VjcmV0",
                "Upgrade: h2c, websocket",
                "X-Of-This-Hop: 1",
                "Connection: X-Of-This-Hop",
                "X-End-To-End: 1");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("\"x-end-to-end\":\"1\"")
                .doesNotContain("x-of-this-hop", "proxy-authorization", "keep-alive", "\"upgrade\"", "\"te\"");
    }

    @Test
    void keepsTheHeadersOfTheServicesConnectionFromTheClient() {
        accounting.behave(request -> request.response()
                .putHeader("Keep-Alive", "timeout=5")
                .putHeader("Connection", "keep-alive, X-Of-That-Hop")
                .putHeader("X-Of-That-Hop", "1")
                .end("{}"));
        asAgent()
                .get("/api/v1/invoices")
                .then()
                .statusCode(200)
                .header("Keep-Alive", nullValue())
                .header("X-Of-That-Hop", nullValue());
    }

    @Test
    void saysItselfWhoCalledAndBelievesNoClaim() {
        asAgent()
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Real-IP", "6.6.6.6")
                .get("/api/v1/invoices")
                .then()
                .body("headers.x-forwarded-for", equalTo("127.0.0.1"))
                .body("headers.x-forwarded-proto", equalTo("http"))
                .body("headers.x-forwarded-host", matchesPattern("(localhost|127\\.0\\.0\\.1):\\d+"))
                .body("headers", not(hasKey("forwarded")))
                .body("headers", not(hasKey("x-real-ip")));
    }

    @Test
    void isCalledByTheNameThatTheClientUsedSoThatLinksLeadBack() {
        accounting.behave(request -> request.response()
                .setStatusCode(201)
                .putHeader("Location", "http://" + request.authority() + "/api/v1/invoices/1")
                .end());
        String location = asAgent()
                .post("/api/v1/invoices")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        assertThat(location)
                .matches("http://(localhost|127\\.0\\.0\\.1):" + gateway("/").getPort() + "/api/v1/invoices/1");
    }

    @Test
    void passesAuthorizationAndConditionalHeadersOn() {
        String token = Issuer.agent();
        as(token)
                .header("If-Match", "\"3\"")
                .header("Idempotency-Key", "k1")
                .header("Prefer", "wait=5")
                .header("Last-Event-ID", "9")
                .get("/api/v1/invoices")
                .then()
                .body("headers.authorization", equalTo("Bearer " + token))
                .body("headers.if-match", equalTo("\"3\""))
                .body("headers.idempotency-key", equalTo("k1"))
                .body("headers.prefer", equalTo("wait=5"))
                .body("headers.last-event-id", equalTo("9"));
    }

    @Test
    void givesEveryRequestAnIdThatTheServiceAndTheClientSee() {
        var answer = asAgent().get("/api/v1/invoices").then().extract();
        assertThat(answer.headers().getValues("X-Request-Id"))
                .containsExactly(answer.<String>path("headers.x-request-id"));
        asAgent()
                .header("X-Request-Id", "mine-1")
                .get("/api/v1/invoices")
                .then()
                .header("X-Request-Id", "mine-1")
                .body("headers.x-request-id", equalTo("mine-1"));
        asAgent()
                .header("X-Request-Id", "<script>")
                .get("/api/v1/invoices")
                .then()
                .header("X-Request-Id", not(containsString("script")));
        anonymous()
                .get("/api/v1/nothing")
                .then()
                .statusCode(404)
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void letsAClientThatAsksFirstSendItsBody() {
        String token = Issuer.agent();
        String answer = raw(
                "POST /api/v1/invoices HTTP/1.1",
                "Host: 127.0.0.1",
                "Connection: close",
                "Authorization: Bearer " + token,
                "Expect: 100-continue",
                "Content-Length: 2",
                "",
                "{}");
        assertThat(answer).startsWith("HTTP/1.1 100").contains("HTTP/1.1 200").contains("\"body\":\"{}\"");
    }

    @Test
    void refusesABodyThatIsFramedInTwoWays() {
        String answer = raw(
                "POST /api/v1/invoices HTTP/1.1",
                "Host: 127.0.0.1",
                "Connection: close",
                "Authorization: Bearer " + Issuer.agent(),
                "Transfer-Encoding: gzip, chunked",
                "",
                "0",
                "",
                "");
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(accounting.received()).isEmpty();
    }

    @Test
    void streamsABodyOfUnknownLengthOverHttp2() throws Exception {
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .build()
                .send(
                        authorized("/api/v1/invoices")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeroes(500_000)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"length\":500000");
    }

    private static HttpResponse<String> post(String path, InputStream body) throws Exception {
        return client().send(
                        authorized(path)
                                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(gateway(path)).header("Authorization", "Bearer " + Issuer.agent());
    }

    private static void pour(HttpServerResponse response, Buffer cup, long size) {
        long left = size;
        while (left > 0 && !response.writeQueueFull()) {
            response.write(cup);
            left -= cup.length();
        }
        if (left > 0) {
            long remaining = left;
            response.drainHandler(drained -> pour(response, cup, remaining));
        } else {
            response.end();
        }
    }

    private static void pourForever(HttpServerResponse response, Buffer cup, AtomicLong poured) {
        response.exceptionHandler(gone -> response.drainHandler(null));
        while (!response.closed() && !response.writeQueueFull()) {
            response.write(cup);
            poured.addAndGet(cup.length());
        }
        response.drainHandler(drained -> pourForever(response, cup, poured));
    }

    /** So many bytes, made as they are read. */
    private static final class Zeroes extends InputStream {

        private long left;

        Zeroes(long size) {
            left = size;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(left, length);
            left -= n;
            return n;
        }
    }
}
