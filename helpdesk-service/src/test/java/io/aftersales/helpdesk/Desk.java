package io.aftersales.helpdesk;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.restassured.response.ValidatableResponse;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import static org.awaitility.Awaitility.await;

/** What most tests start from, entered through the API: staff, stages, teams, customers and tickets. */
public final class Desk {

    public static final TestUser AGENT = TestUser.inRole("agent");
    public static final TestUser MANAGER = TestUser.inRole("helpdesk-manager");

    private Desk() {}

    /** A name that no other test uses. */
    public static String unique(String name) {
        return name + " " + UUID.randomUUID();
    }

    public static UUID post(TestUser user, String path, Map<String, ?> body) {
        return id(Rest.as(user).body(body).post(path).then().statusCode(201));
    }

    public static UUID id(ValidatableResponse answer) {
        return UUID.fromString(answer.extract().path("id"));
    }

    public static UUID stage(boolean folded) {
        return post(
                MANAGER, "/stages", Map.of("name", unique("Stage"), "position", folded ? 90 : 10, "folded", folded));
    }

    public static UUID team(String visibility, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("name", unique("Team"), "visibility", visibility));
        body.putAll(more);
        return post(MANAGER, "/teams", body);
    }

    /** A public team that offers refunds. */
    public static UUID refundingTeam() {
        return team("public", Map.of("services", Map.of("refunds", true)));
    }

    public static UUID customer() {
        return post(AGENT, "/customers", Map.of("name", unique("Customer")));
    }

    public static UUID customerBelow(UUID parent) {
        return post(AGENT, "/customers", Map.of("name", unique("Contact"), "parentId", parent));
    }

    public static UUID ticket(UUID team, UUID customer) {
        return post(AGENT, "/tickets", Map.of("subject", "It broke", "teamId", team, "customerId", customer));
    }

    public static ValidatableResponse get(String path, Object... ids) {
        return Rest.as(AGENT).get(path, ids).then().statusCode(200);
    }

    /** Changes something at its present version. */
    public static ValidatableResponse patch(TestUser user, String path, Object id, Map<String, ?> changes) {
        return patch(user, path.replace("{id}", id.toString()), changes);
    }

    public static ValidatableResponse patch(TestUser user, String path, Map<String, ?> changes) {
        String etag = Rest.as(user).get(path).then().statusCode(200).extract().header("ETag");
        return Rest.as(user)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", etag)
                .body(changes)
                .patch(path)
                .then();
    }

    /** Makes sure that there is a stage for new tickets, that the service has announced itself, and that this is known. */
    public static void installed(String service) {
        stage(false);
        KafkaProbe.shared().send(Outgoing.announcement(service));
        UUID team = team("internal", Map.of("services", Map.of("refunds", true)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> patch(MANAGER, "/teams/{id}", team, Map.of())
                                .statusCode(200)
                                .extract()
                                .path("warnings")
                        == null);
    }
}
