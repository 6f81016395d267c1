package io.aftersales.repair;

import io.aftersales.repair.workshop.Intake;
import io.aftersales.repair.workshop.Workshop;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.access.AccessMatrix;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.UUID;
import java.util.stream.Stream;

/** Who may do what: access-matrix.csv, called line by line in every role. */
@QuarkusTest
@WithInfrastructure
class AccessIT {

    @TestFactory
    Stream<DynamicTest> everyRoleReachesWhatTheMatrixSays() {
        UUID customer = Workshop.customer();
        UUID product = Workshop.goods();
        UUID agents = Intake.of(customer, product).send().orderId();
        UUID anothers =
                Intake.of(customer, product).requestedBy("somebody-else").send().orderId();
        return AccessMatrix.read()
                .id("/admin/{service}", () -> "repair")
                .id("agent's", "/repair-orders/{id}", () -> agents)
                .id("another's", "/repair-orders/{id}", () -> anothers)
                .body("POST /repair-orders", () -> Workshop.draft(customer, product, "none"))
                .tests();
    }
}
