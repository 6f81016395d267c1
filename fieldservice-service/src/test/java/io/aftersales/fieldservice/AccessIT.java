package io.aftersales.fieldservice;

import io.aftersales.fieldservice.Field.Asked;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.access.AccessMatrix;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Who may do what: access-matrix.csv, called line by line in every role. */
@QuarkusTest
@WithInfrastructure
class AccessIT {

    @TestFactory
    Stream<DynamicTest> everyRoleReachesWhatTheMatrixSays() {
        Field.tellCompany();
        TestUser technician = TestUser.inRole("technician");
        TestUser another = Field.technician();
        UUID customer = Field.customer();
        UUID project = Field.project(technician, another);
        UUID hidden = Field.hiddenProject();
        UUID assigned = Asked.of(project, customer)
                .with(Map.of("assigneeIds", List.of(technician.sub())))
                .send()
                .taskId();
        UUID ofTheProject = Field.task(project, Map.of("customerId", Field.customer()));
        UUID foreign = Field.task(Field.project(another), Map.of());
        UUID notShown = Field.task(hidden, Map.of("customerId", customer));
        return AccessMatrix.read()
                .user("customer", TestUser.contactOf(customer))
                .id("/admin/{service}", () -> "fieldservice")
                .id("/projects/{id}", () -> project)
                .id("assigned", "/tasks/{id}", () -> assigned)
                .id("project", "/tasks/{id}", () -> ofTheProject)
                .id("foreign", "/tasks/{id}", () -> foreign)
                .id("own", "/technicians/{id}", technician::sub)
                .id("another's", "/technicians/{id}", another::sub)
                .id("own", "/portal/tasks/{id}", () -> Field.task(project, Map.of("customerId", customer)))
                .id("foreign", "/portal/tasks/{id}", () -> ofTheProject)
                .id("not shown", "/portal/tasks/{id}", () -> notShown)
                .body("POST /projects", Field::projectForm)
                .body("POST /tasks", () -> Field.taskForm(project, Map.of()))
                .body("POST /tasks/{id}/messages", () -> Map.of("kind", "note", "body", "Hm"))
                .body("POST /portal/tasks/{id}/messages", () -> Map.of("body", "When do you come?"))
                .tests();
    }
}
