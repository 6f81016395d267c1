package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
@TestProfile(FailoverIT.Impatient.class)
class FailoverIT extends EdgeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void spreadsRequestsOverTheInstancesOfAService() {
        String token = Issuer.agent();
        awaitBothInstances(token);
        Set<String> answered = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            answered.add(as(token).get("/api/v1/tickets").path("service"));
        }
        assertThat(answered).containsExactlyInAnyOrder("helpdesk", "other helpdesk");
    }

    @Test
    void asksTheNextInstanceWhenOneIsGone() {
        helpdesk.stop();
        for (int i = 0; i < 10; i++) {
            asAgent()
                    .body("{}")
                    .post("/api/v1/tickets")
                    .then()
                    .statusCode(200)
                    .body("service", equalTo("other helpdesk"))
                    .body("body", equalTo("{}"));
        }
        assertThat(otherHelpdesk.received()).hasSize(10);
    }

    @Test
    void passesOverAnInstanceThatSaysItIsAboutToEnd() {
        String token = Issuer.agent();
        awaitBothInstances(token);
        otherHelpdesk.behave(request -> request.response()
                .putHeader("Connection", "close")
                .putHeader("Content-Type", "application/json")
                .end("{\"service\":\"leaving\"}"));
        Awaitility.await("its last word")
                .atMost(PATIENCE)
                .until(() -> "leaving".equals(as(token).get("/api/v1/tickets").path("service")));
        for (int i = 0; i < 2; i++) {
            as(token).get("/api/v1/tickets").then().body("service", equalTo("helpdesk"));
        }
    }

    @Test
    void findsAnInstanceAgainThatCameBack() {
        helpdesk.stop();
        otherHelpdesk.stop();
        asAgent().get("/api/v1/tickets").then().statusCode(503);
        helpdesk.start();
        asAgent().get("/api/v1/tickets").then().statusCode(200);
    }

    @Test
    void saysThatAServiceIsAwayAndWhenToTryAgain() {
        accounting.stop();
        asAgent()
                .get("/api/v1/invoices")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .header("X-Request-Id", notNullValue())
                .body("code", equalTo("service-unavailable"))
                .body("type", equalTo("urn:aftersales:problem:service-unavailable"))
                .body("status", equalTo(503))
                .body("detail", containsString("accounting"))
                .body("instance", equalTo("/api/v1/invoices"))
                .body("stack", nullValue());
        asAgent().get("/api/v1/tickets").then().statusCode(200);
    }

    @Test
    void doesNotWaitForeverForAServiceThatHangs() throws Exception {
        CompletableFuture<Void> released = new CompletableFuture<>();
        accounting.behave(request -> request.response().closeHandler(closed -> released.complete(null)));
        String token = Issuer.agent();
        long start = System.nanoTime();
        as(token)
                .body("{}")
                .post("/api/v1/invoices")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("service-unavailable"));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(15));
        released.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void waitsAsLongAsTheCallerAskedTheServiceToWait() {
        accounting.behave(request -> StubService.vertx()
                .setTimer(3_000, timer -> request.response().setStatusCode(201).end("{}")));
        asAgent().header("Prefer", "wait=4").post("/api/v1/invoices").then().statusCode(201);
        asAgent().post("/api/v1/invoices").then().statusCode(503);
    }

    @Test
    void repeatsAReadWhoseConnectionBrokeButNeverAWrite() {
        AtomicInteger broken = new AtomicInteger();
        accounting.behave(request -> {
            if (broken.getAndIncrement() == 0) {
                request.connection().close();
            } else {
                request.response().end("{}");
            }
        });
        asAgent().get("/api/v1/invoices").then().statusCode(200);
        broken.set(0);
        asAgent().body("{}").post("/api/v1/invoices").then().statusCode(503);
        assertThat(accounting.received())
                .containsExactly("GET /api/v1/invoices", "GET /api/v1/invoices", "POST /api/v1/invoices");
    }

    @Test
    void isReadyWhileServicesAreAwayAndShowsWhichAre() {
        accounting.stop();
        otherHelpdesk.stop();
        anonymous().get("/q/health/ready").then().statusCode(200);
        anonymous().get("/q/health/live").then().statusCode(200);
        anonymous().get("/q/health").then().statusCode(200);
        assertThat(shownOf("accounting", accounting)).isEqualTo("away");
        assertThat(shownOf("helpdesk", otherHelpdesk)).isEqualTo("away");
        assertThat(shownOf("helpdesk", helpdesk)).isEqualTo("ready");
        accounting.start();
        assertThat(shownOf("accounting", accounting)).isEqualTo("ready");
    }

    /** What failed in another test rests for a while. */
    private static void awaitBothInstances(String token) {
        Set<String> answered = new HashSet<>();
        Awaitility.await("both instances").atMost(PATIENCE).until(() -> {
            answered.add(as(token).get("/api/v1/tickets").path("service"));
            return answered.containsAll(Set.of("helpdesk", "other helpdesk"));
        });
    }

    /** Services that no test puts behind the gateway are away all the time, and the group with them. */
    private static String shownOf(String service, StubService instance) {
        return anonymous()
                .get("/q/health/group/backends")
                .then()
                .statusCode(503)
                .extract()
                .path("checks[0].data.'%s 127.0.0.1:%d'".formatted(service, instance.port()));
    }

    public static class Impatient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gateway.upstream.response-timeout", "2S", "gateway.upstream.rest", "5S");
        }
    }
}
