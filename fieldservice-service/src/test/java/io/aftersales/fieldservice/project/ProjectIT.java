package io.aftersales.fieldservice.project;

import io.aftersales.fieldservice.Field;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.fieldservice.Field.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class ProjectIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void aProjectIsVisibleToCustomersAndActiveUnlessSaidOtherwise() {
        TestUser technician = Field.technician();

        UUID project = Field.project(technician);

        Message told = kafka.await("project-changed", project);
        assertThat(told.sequence()).isEqualTo(1);
        assertThat(told.payload().at("/visibleToCustomers").asBoolean()).isTrue();
        assertThat(told.payload().at("/archived").asBoolean()).isFalse();
        assertThat(told.payload().at("/stages").findValuesAsText("name")).containsExactly("New", "In progress", "Done");
        assertThat(told.text("/technicians/0/name")).isEqualTo(technician.name());
    }

    @Test
    void stagesChangeTheirOrderAndNamesAndKeepTheirIds() {
        UUID project = Field.project();
        List<Map<String, Object>> stages =
                new ArrayList<>(Field.get("/projects/" + project).getList("stages"));
        Collections.reverse(stages);
        Map<String, Object> done = new HashMap<>(stages.get(0));
        Map<String, Object> progress = new HashMap<>(stages.get(1));
        done.put("name", "In progress");
        progress.put("name", "Done");

        Field.patch(MANAGER, "/projects/" + project, Map.of("stages", List.of(done, progress, stages.get(2))))
                .statusCode(200)
                .body(
                        "stages.id",
                        equalTo(List.of(
                                done.get("id"),
                                progress.get("id"),
                                stages.get(2).get("id"))))
                .body("stages.name", equalTo(List.of("In progress", "Done", "New")));
    }

    @Test
    void aStageThatHoldsTasksStaysAsItIs() {
        UUID project = Field.project();
        Field.task(project, Map.of());
        List<Map<String, Object>> stages = Field.get("/projects/" + project).getList("stages");
        Map<String, Object> closed = new HashMap<>(stages.get(0));
        closed.put("closed", true);

        Field.patch(MANAGER, "/projects/" + project, Map.of("stages", stages.subList(1, 3)))
                .statusCode(409)
                .body("code", equalTo("stage-in-use"));
        Field.patch(MANAGER, "/projects/" + project, Map.of("stages", List.of(closed, stages.get(1), stages.get(2))))
                .statusCode(409)
                .body("code", equalTo("stage-in-use"));
        Field.patch(
                        MANAGER,
                        "/projects/" + project,
                        Map.of("stages", List.of(stages.get(0), Map.of("name", "Over", "closed", true))))
                .statusCode(200);
    }

    @Test
    void theNameIsUniqueAmongProjectsThatAreNotArchived() {
        Map<String, Object> form = Field.projectForm();
        UUID first = Field.post("/projects", form);

        Rest.as(MANAGER)
                .body(form)
                .post("/projects")
                .then()
                .statusCode(409)
                .body("code", equalTo("project-name-taken"));
        Field.patch(MANAGER, "/projects/" + first, Map.of("archived", true)).statusCode(200);
        UUID second = Field.post("/projects", form);
        Field.patch(MANAGER, "/projects/" + first, Map.of("archived", false))
                .statusCode(409)
                .body("code", equalTo("project-name-taken"));
        Rest.as("agent")
                .get("/projects?archived=false")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(second.toString()));
    }

    @Test
    void aTechnicianIsShownByTheNameThatWasGivenLast() {
        TestUser technician = Field.technician();
        UUID project = Field.project(technician);
        Map<String, Object> other = Field.projectForm();
        other.put("technicians", List.of(Map.of("sub", technician.sub(), "name", "Theodora")));

        Field.post("/projects", other);

        assertThat(Field.get("/projects/" + project).getString("technicians[0].name"))
                .isEqualTo("Theodora");
    }
}
