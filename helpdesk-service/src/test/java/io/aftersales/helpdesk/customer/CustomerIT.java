package io.aftersales.helpdesk.customer;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class CustomerIT {

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void aNewCustomerIsItsOwnCompanyAndIsToldToTheOtherServices() {
        String reference = Desk.unique("ERP");
        UUID customer = Desk.post(
                Desk.AGENT,
                "/customers",
                Map.of(
                        "name", "Ada",
                        "email", "ada@example.test",
                        "phone", "+49 30 1",
                        "address", Map.of("street", "Way 1", "city", "Berlin", "country", "DE"),
                        "vatId", "DE1",
                        "externalReference", reference));

        Desk.get("/customers/{id}", customer);
        Message told = kafka.await("customer-changed", customer);
        assertThat(told.sequence()).isEqualTo(1);
        assertThat(told.text("/companyId")).isEqualTo(customer.toString());
        assertThat(told.text("/address/city")).isEqualTo("Berlin");
        assertThat(told.text("/externalReference")).isEqualTo(reference);
    }

    @Test
    void whenACustomerMovesItsWholeSubtreeGetsTheNewCompanyAndIsTold() {
        UUID holding = Desk.customer();
        UUID branch = Desk.customer();
        UUID office = Desk.customerBelow(branch);
        UUID clerk = Desk.customerBelow(office);
        assertThat(companyOf(clerk)).isEqualTo(branch.toString());

        Desk.patch(Desk.AGENT, "/customers/{id}", branch, Map.of("parentId", holding))
                .statusCode(200);

        for (UUID moved : List.of(branch, office, clerk)) {
            assertThat(companyOf(moved)).isEqualTo(holding.toString());
            Message told = kafka.awaitAtLeast(2, "customer-changed", KafkaProbe.keyed(moved))
                    .get(1);
            assertThat(told.text("/companyId")).isEqualTo(holding.toString());
        }
    }

    @Test
    void aCustomerThatLosesItsParentIsACompanyAgain() {
        UUID company = Desk.customer();
        UUID contact = Desk.customerBelow(company);
        Map<String, Object> noParent = new HashMap<>();
        noParent.put("parentId", null);

        Desk.patch(Desk.AGENT, "/customers/{id}", contact, noParent).statusCode(200);

        assertThat(companyOf(contact)).isEqualTo(contact.toString());
    }

    @Test
    void refusesACycleAndChangesNothing() {
        UUID top = Desk.customer();
        UUID middle = Desk.customerBelow(top);
        UUID bottom = Desk.customerBelow(middle);

        for (UUID parent : List.of(top, middle, bottom)) {
            Desk.patch(Desk.AGENT, "/customers/{id}", top, Map.of("parentId", parent))
                    .statusCode(409)
                    .body("code", equalTo("customer-cycle"));
        }
        assertThat(companyOf(bottom)).isEqualTo(top.toString());
    }

    @Test
    void ofTwoMovesAtOnceThatWouldCloseACircleOneIsRefused() {
        UUID one = Desk.customer();
        UUID other = Desk.customer();

        CompletableFuture<Integer> oneBelowOther = move(one, other);
        CompletableFuture<Integer> otherBelowOne = move(other, one);

        assertThat(List.of(oneBelowOther.join(), otherBelowOne.join())).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void anExternalReferenceIsUnique() {
        String reference = Desk.unique("ERP");
        Map<String, Object> body = Map.of("name", "Ada", "externalReference", reference);
        Desk.post(Desk.AGENT, "/customers", body);

        Response twin = Rest.as(Desk.AGENT).body(body).post("/customers");

        assertThat(twin.statusCode()).isEqualTo(409);
        assertThat(twin.<String>path("code")).isEqualTo("reference-taken");
    }

    @Test
    void findsCustomersByReferenceParentAndCompany() {
        String reference = Desk.unique("ERP");
        UUID company = Desk.post(Desk.AGENT, "/customers", Map.of("name", "Firm", "externalReference", reference));
        UUID contact = Desk.customerBelow(company);
        UUID assistant = Desk.customerBelow(contact);

        assertThat(ids("/customers?externalReference=" + reference)).containsExactly(company.toString());
        assertThat(ids("/customers?parentId=" + company)).containsExactly(contact.toString());
        assertThat(ids("/customers?companyOf=" + assistant))
                .containsExactly(assistant.toString(), contact.toString(), company.toString());
    }

    @Test
    void pagesFollowEachOtherWithoutGap() {
        UUID company = Desk.customer();
        List<UUID> contacts =
                List.of(Desk.customerBelow(company), Desk.customerBelow(company), Desk.customerBelow(company));

        Response first = Rest.as(Desk.AGENT).get("/customers?parentId={id}&limit=2", company);
        Response second =
                Rest.as(Desk.AGENT).get("/customers?parentId={id}&limit=2&cursor={next}", company, first.path("next"));

        assertThat(first.<List<String>>path("items.id"))
                .containsExactly(contacts.get(2).toString(), contacts.get(1).toString());
        assertThat(second.<List<String>>path("items.id"))
                .containsExactly(contacts.get(0).toString());
        assertThat(second.<String>path("next")).isNull();
    }

    private static CompletableFuture<Integer> move(UUID customer, UUID parent) {
        String etag = Desk.get("/customers/{id}", customer).extract().header("ETag");
        return CompletableFuture.supplyAsync(() -> Rest.as(Desk.AGENT)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", etag)
                .body(Map.of("parentId", parent))
                .patch("/customers/{id}", customer)
                .statusCode());
    }

    private static String companyOf(UUID customer) {
        return Desk.get("/customers/{id}", customer).extract().path("companyId");
    }

    private static List<String> ids(String path) {
        return Desk.get(path).extract().path("items.id");
    }
}
