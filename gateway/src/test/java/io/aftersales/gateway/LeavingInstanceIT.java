package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** An instance that is told to end: it still answers, but nothing new should come to it. */
@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
@TestProfile(LeavingInstanceIT.Probing.class)
class LeavingInstanceIT extends EdgeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String READY = "/q/health/ready";
    private static final String POST = "POST /api/v1/tickets";

    @Test
    void getsNothingNewOnceItIsNotReadyAndAllAgainWhenItIs() {
        otherHelpdesk.behave(request -> request.response()
                .setStatusCode(request.path().equals(READY) ? 503 : 200)
                .end("{}"));
        awaitProbes(helpdesk, otherHelpdesk);
        for (int i = 0; i < 10; i++) {
            asAgent().body("{}").post("/api/v1/tickets").then().statusCode(200);
        }
        assertThat(helpdesk.received()).filteredOn(POST::equals).hasSize(10);
        assertThat(otherHelpdesk.received()).doesNotContain(POST);

        otherHelpdesk.behave(request -> request.response().end("{}"));
        Awaitility.await("requests to the instance that is ready again")
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    asAgent().body("{}").post("/api/v1/tickets").then().statusCode(200);
                    assertThat(otherHelpdesk.received()).contains(POST);
                });
    }

    @Test
    void isAskedAllTheSameWhenNoneIsReady() {
        helpdesk.behave(request -> request.response()
                .setStatusCode(request.path().equals(READY) ? 503 : 200)
                .end("{}"));
        otherHelpdesk.stop();
        awaitProbes(helpdesk);
        asAgent().body("{}").post("/api/v1/tickets").then().statusCode(200);
    }

    /** Several of each instance that began after this was called, so that the first of them is over. */
    private static void awaitProbes(StubService... running) {
        for (StubService instance : running) {
            long before = probesOf(instance);
            Awaitility.await("probes").atMost(PATIENCE).until(() -> probesOf(instance) >= before + 4);
        }
    }

    private static long probesOf(StubService instance) {
        return instance.received().stream().filter(("GET " + READY)::equals).count();
    }

    public static class Probing implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gateway.upstream.probe-every", "0.1S");
        }
    }
}
