package io.aftersales.helpdesk.user;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
class UserIT {

    @Test
    void staffIsKnownFromItsFirstRequestOn() {
        TestUser newcomer = TestUser.named("newcomer-" + UUID.randomUUID(), "technician");
        assertThat(found(newcomer)).isEmpty();

        Rest.as(newcomer).get("/company").then().statusCode(200);

        assertThat(found(newcomer)).containsExactly(newcomer.name());
    }

    @Test
    void aTokenWithAnotherNameOrAddressCorrectsWhatIsKnown() {
        TestUser before = TestUser.named("bride-" + UUID.randomUUID(), "agent");
        TestUser after = new TestUser(before.sub(), "New Name", "new@example.test", before.roles(), null);
        Rest.as(before).get("/company").then().statusCode(200);

        Rest.as(after).get("/company").then().statusCode(200);

        assertThat(found(before)).containsExactly("New Name");
    }

    @Test
    void customersAreNoStaff() {
        TestUser contact = TestUser.contactOf(UUID.randomUUID());

        Rest.as(contact).get("/company").then().statusCode(403);

        assertThat(found(contact)).isEmpty();
    }

    private static List<String> found(TestUser user) {
        return Rest.as(Desk.MANAGER)
                .get("/users?sub={sub}", user.sub())
                .then()
                .statusCode(200)
                .extract()
                .path("items.name");
    }
}
