package io.aftersales.platform.rest;

import io.aftersales.platform.parcel.Parcels;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import static io.aftersales.testkit.Infrastructure.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@WithInfrastructure
class IdempotencyIT {

    private static final TestUser AGENT = TestUser.inRole("agent");

    @Test
    void hasOneEffectAndOneAnswerHoweverOftenTheSameRequestComesAtOnce() {
        UUID parcel = Parcels.create("fifty at once");
        String key = Rest.newKey();
        ExecutorService threads = Executors.newFixedThreadPool(50);
        AGENT.token();

        List<CompletableFuture<Response>> requests = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> Rest.as(AGENT).header("Idempotency-Key", key).post("/parcels/{id}/ship", parcel),
                        threads))
                .limit(50)
                .toList();
        List<Response> answers = requests.stream().map(CompletableFuture::join).toList();
        threads.shutdown();

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers.stream().map(answer -> answer.body().asString()).distinct())
                .hasSize(1);
        assertThat(answers.stream().map(answer -> answer.header("ETag")).distinct())
                .hasSize(1);
        assertThat(Parcels.shipments(parcel)).isEqualTo(1);
        KafkaProbe.shared().await("parcel-shipped", parcel);
        Rows.awaitEmptyOutbox();
        KafkaProbe.shared().catchUp();
        assertThat(KafkaProbe.shared().differentOn("parcel-shipped", KafkaProbe.keyed(parcel)))
                .hasSize(1);
    }

    @Test
    void repeatsTheWholeAnswerToACreation() {
        String key = Rest.newKey();
        Response first = create(AGENT, key, "once");

        Response second = create(AGENT, key, "once");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body().asString()).isEqualTo(first.body().asString());
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag")).isNotNull();
        assertThat(second.header("Location"))
                .isEqualTo(first.header("Location"))
                .endsWith("/api/v1/parcels/" + first.<String>path("id"));
    }

    @Test
    void answersAsThenEvenWhenTheRecordHasChangedSince() {
        String key = Rest.newKey();
        String id = create(AGENT, key, "as it was").path("id");
        Rest.as(AGENT).post("/parcels/{id}/ship", id).then().statusCode(200);

        create(AGENT, key, "as it was").then().statusCode(201).body("shipments", equalTo(0));
    }

    @Test
    void refusesTheSameKeyWithAnotherBody() {
        String key = Rest.newKey();
        create(AGENT, key, "this").then().statusCode(201);

        create(AGENT, key, "that")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("idempotency-key-reused"));

        assertThat(Rows.number("select count(*) from idempotency_key where key = ?", key))
                .isEqualTo(1);
    }

    @Test
    void takesABodyForTheSameThatIsOnlyWrittenDifferently() {
        String key = Rest.newKey();
        String id = create(AGENT, key, "spaced").path("id");

        Rest.as(AGENT)
                .header("Idempotency-Key", key)
                .body("{ \"weight\": null,\n  \"label\" : \"spaced\" }")
                .post("/parcels")
                .then()
                .statusCode(201)
                .body("id", equalTo(id));
    }

    @Test
    void storesNothingOfARefusedRequestSoThatItCanBeSentAgain() {
        String key = Rest.newKey();
        create(AGENT, key, " ").then().statusCode(422);
        assertThat(Rows.number("select count(*) from idempotency_key where key = ?", key))
                .isZero();
        UUID nobody = UUID.randomUUID();
        String other = Rest.newKey();
        Rest.as(AGENT)
                .header("Idempotency-Key", other)
                .post("/parcels/{id}/ship", nobody)
                .then()
                .statusCode(404);
        assertThat(Rows.number("select count(*) from idempotency_key where key = ?", other))
                .isZero();

        create(AGENT, key, "mended").then().statusCode(201);
    }

    @Test
    void keepsKeysOfCallersAndPathsApart() {
        String key = Rest.newKey();
        String mine = create(AGENT, key, "shared key").path("id");
        String yours =
                create(TestUser.named("colleague", "agent"), key, "shared key").path("id");
        assertThat(yours).isNotEqualTo(mine);

        for (String id : List.of(mine, yours)) {
            Rest.as(AGENT)
                    .header("Idempotency-Key", key)
                    .post("/parcels/{id}/ship", id)
                    .then()
                    .statusCode(200)
                    .body("shipments", equalTo(1));
        }
    }

    @Test
    void answers409WhileTheFirstRequestsTransactionIsOpen() throws Exception {
        UUID parcel = Parcels.create("being shipped");
        String key = Rest.newKey();
        try (Connection first = running().connect()) {
            first.setAutoCommit(false);
            try (PreparedStatement claim = first.prepareStatement(
                    "insert into idempotency_key (caller, path, key, body_hash) values (?, ?, ?, '')")) {
                claim.setString(1, AGENT.sub());
                claim.setString(2, "/parcels/" + parcel + "/ship");
                claim.setString(3, key);
                claim.executeUpdate();
            }

            Rest.as(AGENT)
                    .header("Idempotency-Key", key)
                    .post("/parcels/{id}/ship", parcel)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("request-in-progress"));
            first.rollback();
        }

        Rest.as(AGENT)
                .header("Idempotency-Key", key)
                .post("/parcels/{id}/ship", parcel)
                .then()
                .statusCode(200)
                .body("shipments", equalTo(1));
    }

    @Test
    void refusesAKeyThatIsNone() {
        for (String key : List.of("", " ", "with space", "ü", "x".repeat(201))) {
            Rest.as(AGENT)
                    .header("Idempotency-Key", key)
                    .body(Map.of("label", "keyless"))
                    .post("/parcels")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("malformed-request"));
        }
    }

    @Test
    void refusesABodyWhereNoneIsRead() {
        UUID parcel = Parcels.create("bodiless");

        for (String body : List.of("{\"labl\":\"x\"}", "{\"label\":", "[1]")) {
            Rest.as(AGENT)
                    .body(body)
                    .post("/parcels/{id}/ship", parcel)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("malformed-request"));
        }
        Rest.as(AGENT)
                .body("{}")
                .post("/parcels/{id}/ship", parcel)
                .then()
                .statusCode(200)
                .body("shipments", equalTo(1));
    }

    @Test
    void hasItsEffectEachTimeWithoutAKey() {
        UUID parcel = Parcels.create("twice");

        Rest.as(AGENT).post("/parcels/{id}/ship", parcel).then().statusCode(200);
        Rest.as(AGENT).post("/parcels/{id}/ship", parcel).then().statusCode(200).body("number", notNullValue());

        assertThat(Parcels.shipments(parcel)).isEqualTo(2);
    }

    private static Response create(TestUser caller, String key, String label) {
        return Rest.as(caller)
                .header("Idempotency-Key", key)
                .body(Map.of("label", label))
                .post("/parcels");
    }
}
