package io.aftersales.helpdesk.stage;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
class StageIT {

    @Test
    void stagesAreListedInTheirOrderWhateverTheirAge() {
        UUID last = stageAt(8002);
        UUID first = stageAt(8000);
        UUID middle = stageAt(8001);

        List<String> ids = Desk.get("/stages").extract().path("items.id");

        assertThat(ids).containsSubsequence(first.toString(), middle.toString(), last.toString());
    }

    @Test
    void anUnusedStageMayBeFolded() {
        UUID stage = Desk.stage(false);

        Desk.patch(Desk.MANAGER, "/stages/{id}", stage, Map.of("folded", true))
                .statusCode(200)
                .body("folded", equalTo(true));
    }

    @Test
    void twoStagesDoNotShareAName() {
        Map<String, Object> body = Map.of("name", Desk.unique("Stage"), "position", 1);
        Desk.post(Desk.MANAGER, "/stages", body);

        Rest.as(Desk.MANAGER).body(body).post("/stages").then().statusCode(409).body("code", equalTo("name-taken"));
    }

    private static UUID stageAt(int position) {
        return Desk.post(Desk.MANAGER, "/stages", Map.of("name", Desk.unique("Stage"), "position", position));
    }
}
