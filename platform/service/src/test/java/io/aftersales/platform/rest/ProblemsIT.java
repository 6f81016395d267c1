package io.aftersales.platform.rest;

import io.aftersales.platform.parcel.Parcels;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.ServiceUnderTest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Every refusal is a problem document that names its rule, and nothing of the inside. */
@QuarkusTest
@WithInfrastructure
class ProblemsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"label\":",
                "{\"label\":\"a\"} trailing",
                "not JSON",
                "[]",
                "\"text\"",
                "{\"label\":\"a\",\"colour\":\"red\"}",
                "{\"label\":5}",
                "{\"label\":true}",
                "{\"label\":{\"a\":1}}",
                "{\"label\":[\"a\"]}",
                "{\"label\":\"a\",\"weight\":\"heavy\"}",
                "{\"label\":\"a\",\"weight\":true}",
                "{\"label\":\"a\",\"weight\":NaN}",
                "{\"label\":\"a\\u0000b\"}",
            })
    void answers400ForABodyThatCannotBeRead(String body) {
        assertProblem(Rest.as("agent").body(body).post("/parcels"), 400, "malformed-request");
    }

    @Test
    void namesTheFieldThatCannotBeRead() {
        Response unknown =
                Rest.as("agent").body("{\"label\":\"a\",\"colour\":\"red\"}").post("/parcels");
        assertThat(unknown.<String>path("violations[0].field")).isEqualTo("colour");
        assertThat(unknown.<String>path("detail")).contains("unknown property 'colour'");

        Response wrongType = Rest.as("agent").body("{\"label\":5}").post("/parcels");
        assertThat(wrongType.<String>path("violations[0].field")).isEqualTo("label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"label\":null}", "{\"label\":\"  \"}", "{\"label\":\"a\",\"weight\":1e400}"})
    void answers422ForABrokenConstraint(String body) {
        Response refused = Rest.as("agent").body(body).post("/parcels");

        assertProblem(refused, 422, "invalid-request");
        assertThat(refused.<String>path("violations[0].field")).isIn("label", "weight");
    }

    @Test
    void answers422ForATextThatIsTooLong() {
        assertProblem(Rest.as("agent").body(Map.of("label", "x".repeat(101))).post("/parcels"), 422, "invalid-request");
    }

    @Test
    void answers4xxWithoutABody() {
        Response refused = Rest.as("agent").post("/parcels");

        assertThat(refused.statusCode()).isIn(400, 422);
        assertProblem(refused, refused.statusCode(), refused.path("code"));
    }

    @Test
    void writesNothingForARefusedRequest() {
        String label = "refused " + UUID.randomUUID();

        Rest.as("agent").body(Map.of("label", label, "colour", "red")).post("/parcels");
        Rest.as("agent").body(Map.of("label", label, "weight", "1.234")).post("/parcels");

        assertThat(Rows.number("select count(*) from parcel where label = ?", label))
                .isZero();
    }

    @Test
    void answers401WithoutAValidToken() {
        assertProblem(Rest.anonymous().get("/parcels"), 401, "unauthenticated");
        assertThat(Rest.anonymous().get("/parcels").header("WWW-Authenticate")).startsWith("Bearer");
        for (String token : new String[] {"garbage", "a.b.c", "....", forged()}) {
            assertProblem(Rest.anonymous().auth().oauth2(token).get("/parcels"), 401, "unauthenticated");
        }
        assertProblem(Rest.anonymous().auth().preemptive().basic("a", "b").get("/parcels"), 401, "unauthenticated");
    }

    @Test
    void answers403InAnotherRole() {
        assertProblem(Rest.as("customer").get("/parcels"), 403, "forbidden");
    }

    @Test
    void answers404ForWhatDoesNotExist() {
        assertProblem(Rest.as("agent").get("/parcels/{id}", UUID.randomUUID()), 404, "not-found");
        assertProblem(Rest.as("agent").get("/parcels/{id}", "seventeen"), 404, "not-found");
        assertProblem(Rest.as("agent").get("/nothing"), 404, "not-found");
    }

    @Test
    void answers405ForAMethodThatTheResourceDoesNotHave() {
        UUID parcel = Parcels.create("not to be put");

        Response put = Rest.as("agent").put("/parcels/{id}", parcel);

        assertProblem(put, 405, "method-not-allowed");
        assertThat(allowed(put)).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "PATCH");
        assertThat(allowed(Rest.as("agent").get("/parcels/{id}/ship", parcel)))
                .containsExactlyInAnyOrder("OPTIONS", "POST");
        assertThat(allowed(Rest.as("agent").delete("/parcels")))
                .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "POST");
    }

    private static String[] allowed(Response refused) {
        assertThat(refused.statusCode()).isEqualTo(405);
        return refused.header("Allow").split(", *");
    }

    @Test
    void answers406And415ForOtherMediaTypes() {
        assertProblem(Rest.as("agent").accept("text/html").get("/parcels"), 406, "not-acceptable");
        assertProblem(
                Rest.as("agent").contentType("text/plain").body("label").post("/parcels"),
                415,
                "unsupported-media-type");
        assertProblem(
                Rest.as("agent").contentType("application/xml").body("<label/>").post("/parcels"),
                415,
                "unsupported-media-type");
    }

    @Test
    void answers415ForPlainTextWhereTheRequestIsOneText() {
        UUID parcel = Parcels.create("not to be relabelled");
        Response refused = Rest.as("agent")
                .contentType("text/plain")
                .body("{\"label\":\"new\"}")
                .post("/parcels/{id}/relabel", parcel);

        assertProblem(refused, 415, "unsupported-media-type");
        assertThat(Rows.number("select count(*) from parcel where id = ? and label = 'not to be relabelled'", parcel))
                .isEqualTo(1);
        Rest.as("agent")
                .body(Map.of("label", "new"))
                .post("/parcels/{id}/relabel", parcel)
                .then()
                .statusCode(200);
    }

    @Test
    void answers413ForABodyOfMoreThanOneMebibyte() {
        String body = "{\"label\":\"%s\"}".formatted("x".repeat(1024 * 1024));

        assertProblem(Rest.as("agent").body(body).post("/parcels"), 413, "too-large");
        assertProblem(Rest.as("agent").body(body.replace("x", "xxxxx")).post("/parcels"), 413, "too-large");
    }

    @Test
    void answers413ForABodyThatTurnsOutTooLargeInChunks() throws IOException {
        String answer = post("Transfer-Encoding: chunked", chunks(1200));

        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"too-large\"");
    }

    @Test
    void answers400ForNulInAnAddress() {
        assertProblem(
                given().urlEncodingEnabled(false)
                        .auth()
                        .oauth2(TestUser.inRole("agent").token())
                        .get(ServiceUnderTest.uri("/api/v1/parcels?label=a%00b")),
                400,
                "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"label=a|b", "label=%zz", "label=%ff", "label={a}", "label=a%0d%0ab", "limit=%"})
    void answersAnAddressThatIsNoneWithoutFailing(String query) throws IOException {
        String answer = raw("GET /api/v1/parcels?" + query + " HTTP/1.1");

        assertThat(answer).matches("(?s)HTTP/1.1 (200|400|404) .*").doesNotContain("Exception");
    }

    @Test
    void givesBackTheRequestIdOrMakesOne() {
        assertThat(Rest.as("agent")
                        .header("X-Request-Id", "request-17")
                        .get("/parcels")
                        .header("X-Request-Id"))
                .isEqualTo("request-17");
        assertThat(Rest.as("agent").get("/parcels").header("X-Request-Id")).hasSize(36);
        assertThat(Rest.as("agent")
                        .header("X-Request-Id", "<script>")
                        .get("/parcels")
                        .header("X-Request-Id"))
                .hasSize(36);
        assertThat(Rest.anonymous().header("X-Request-Id", "r").get("/parcels").header("X-Request-Id"))
                .isEqualTo("r");
    }

    private static void assertProblem(Response response, int status, String code) {
        String body = response.body().asString();
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<Integer>path("status")).isEqualTo(status);
        assertThat(response.<String>path("code")).isEqualTo(code);
        assertThat(response.<String>path("type")).isEqualTo("urn:aftersales:problem:" + code);
        assertThat(response.<String>path("title")).isNotBlank();
        assertThat(response.<String>path("instance")).startsWith("/api/v1/");
        assertThat(response.header("X-Request-Id")).isNotBlank();
        assertThat(body)
                .doesNotContain("Exception")
                .doesNotContain("io.aftersales")
                .doesNotContain("select ");
    }

    /** A token whose claims somebody changed. */
    private static String forged() {
        String[] parts = TestUser.inRole("customer").token().split("\\.");
        String claims = new String(java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("customer", "agent");
        return parts[0] + "."
                + java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + "." + parts[2];
    }

    private static String chunks(int kibibytes) {
        StringBuilder body = new StringBuilder("b\r\n{\"label\": \"\r\n");
        for (int i = 0; i < kibibytes; i++) {
            body.append("400\r\n").append("x".repeat(1024)).append("\r\n");
        }
        return body.append("2\r\n\"}\r\n0\r\n\r\n").toString();
    }

    private static String post(String header, String body) throws IOException {
        return exchange("POST /api/v1/parcels HTTP/1.1\r\nContent-Type: application/json\r\n" + header, body);
    }

    private static String raw(String requestLine) throws IOException {
        return exchange(requestLine, "");
    }

    private static String exchange(String head, String body) throws IOException {
        URI uri = ServiceUnderTest.uri("/");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write((head + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + TestUser.inRole("agent").token() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
