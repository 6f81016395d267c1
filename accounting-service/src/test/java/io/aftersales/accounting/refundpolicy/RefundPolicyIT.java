package io.aftersales.accounting.refundpolicy;

import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.accounting.books.MovableClock;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.accounting.books.Books.ACCOUNTANT;
import static io.aftersales.accounting.books.Books.confirm;
import static io.aftersales.accounting.books.Books.creditNote;
import static io.aftersales.accounting.books.Books.customer;
import static io.aftersales.accounting.books.Books.euros;
import static io.aftersales.accounting.books.Books.invoice;
import static io.aftersales.accounting.books.Books.line;
import static io.aftersales.accounting.books.Books.lineIds;
import static io.aftersales.accounting.books.Books.pay;
import static io.aftersales.accounting.books.Books.posted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class RefundPolicyIT {

    private static final TestUser LIMITED = TestUser.named("limited", "agent");
    private static final TestUser ACCOUNTANT_USER = TestUser.inRole(ACCOUNTANT);

    private final KafkaProbe kafka = KafkaProbe.shared();

    private UUID company;
    private UUID invoice;

    @BeforeEach
    void anAgentMayRefundUpToFiftyEuros() {
        company = customer();
        invoice = posted(company, line("2", "50.00"));
        patch(Map.of("agents", List.of(limit("limited", "50")))).statusCode(200);
    }

    @AfterEach
    void nobodyIsLimited() {
        MovableClock.reset();
        patch("{\"defaultLimit\":null,\"agents\":[]}").statusCode(200);
    }

    @Test
    void anAccountantSetsTheLimitsAndWhoDidSoIsKept() {
        patch(Map.of("defaultLimit", euros("500"), "agents", List.of(limit("limited", "50.00"))))
                .statusCode(200)
                .body("defaultLimit.amount", equalTo("500.00"))
                .body("agents[0].sub", equalTo("limited"))
                .body("agents[0].limit.amount", equalTo("50.00"))
                .body("changed.sub", equalTo("accountant-user"));
        patch(Map.of("agents", List.of(limit("other", "7"))))
                .statusCode(200)
                .body("agents.sub", equalTo(List.of("other")))
                .body("defaultLimit.amount", equalTo("500.00"));
        Rest.as("helpdesk-manager").get("/refund-policy").then().statusCode(200).body("agents.sub", hasItem("other"));
        patch("{\"defaultLimit\":null,\"agents\":[]}")
                .statusCode(200)
                .body("defaultLimit", nullValue())
                .body("agents", equalTo(List.of()));
    }

    @Test
    void refusesLimitsThatAreNoAmountsAndStaleChanges() {
        patch(Map.of("defaultLimit", Map.of("amount", "1", "currency", "USD")))
                .statusCode(422)
                .body("code", equalTo("currency-mismatch"));
        patch(Map.of("defaultLimit", euros("-1"))).statusCode(422).body("violations.field", hasItem("defaultLimit"));
        patch(Map.of("defaultLimit", euros("0.001"))).statusCode(422).body("violations.field", hasItem("defaultLimit"));
        patch(Map.of("defaultLimit", euros("1E+99"))).statusCode(422);
        patch(Map.of("agents", List.of(limit("a", "1"), limit("a", "2"))))
                .statusCode(422)
                .body("violations.field", hasItem("agents[1].sub"));
        patch(Map.of("agents", List.of(Map.of("sub", "a"))))
                .statusCode(422)
                .body("violations.field", hasItem("agents[0].limit"));
        Rest.as(ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .body(Map.of("agents", List.of()))
                .patch("/refund-policy")
                .then()
                .statusCode(428);
        Rest.as(ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", "\"-1\"")
                .body(Map.of("agents", List.of()))
                .patch("/refund-policy")
                .then()
                .statusCode(412);
    }

    @Test
    void aFullRefundAboveTheLimitStaysADraftThatAnAccountantConfirms() {
        pay(invoice, "10").statusCode(201);

        Message answer = asked("full-and-new-draft").drafted();

        UUID note = UUID.fromString(answer.text("/creditNoteId"));
        assertThat(answer.payload().at("/awaitsAccountant").asBoolean()).isTrue();
        assertThat(creditNote(note).getList("warnings.code")).containsExactly("awaits-accountant");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("partial");
        Rest.as(LIMITED)
                .post("/credit-notes/{id}/confirm", note)
                .then()
                .statusCode(403)
                .body("code", equalTo("refund-limit-exceeded"));
        confirm(note)
                .statusCode(200)
                .body("confirmed.sub", equalTo("accountant-user"))
                .body("releasedPayments.amount", equalTo("10.00"))
                .body("awaitsAccountant", equalTo(false));
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
        UUID copy = UUID.fromString(kafka.await("credit-note-posted", note).text("/newInvoice/invoiceId"));
        assertThat(invoice(copy).getString("created.sub")).isEqualTo("limited");
    }

    @Test
    void aFullRefundThatWaitsWhileOthersAreFasterStaysAFullOneOfTheRest() {
        UUID note = asked("full-and-new-draft").draftId();
        UUID line = lineIds(invoice).get(0);
        confirm(Refund.of(invoice, company)
                        .method("partial")
                        .line(line, "1", null)
                        .send()
                        .draftId())
                .statusCode(200);
        confirm(note).statusCode(422).body("code", equalTo("credit-exceeds-invoice"));

        edit(ACCOUNTANT_USER, note, Map.of("lines", List.of(Map.of("invoiceLineId", line))))
                .statusCode(200)
                .body("method", equalTo("full-and-new-draft"));

        confirm(note).statusCode(200).body("total.amount", equalTo("50.00"));
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
        assertThat(kafka.await("credit-note-posted", note).text("/newInvoice/invoiceId"))
                .isNotBlank();
    }

    @Test
    void aRefundThatReachesTheLimitIsPostedAtOnce() {
        UUID fifty = posted(company, line("1", "50.00"));

        Refund.of(fifty, company).method("full").requestedBy("limited").send().posted();

        assertThat(invoice(fifty).getString("paymentState")).isEqualTo("reversed");
    }

    @Test
    void anAgentLowersItsPartialDraftToTheLimitAndConfirmsIt() {
        UUID note = asked("partial").draftId();
        assertThat(creditNote(note).getBoolean("awaitsAccountant")).isTrue();

        edit(
                        LIMITED,
                        note,
                        Map.of(
                                "lines",
                                List.of(Map.of("invoiceLineId", lineIds(invoice).get(0), "quantity", 1))))
                .statusCode(200)
                .body("awaitsAccountant", equalTo(false));

        Rest.as(LIMITED)
                .post("/credit-notes/{id}/confirm", note)
                .then()
                .statusCode(200)
                .body("total.amount", equalTo("50.00"));
    }

    @Test
    void whoHasNoLimitOfTheirOwnHasTheDefaultOne() {
        patch(Map.of("defaultLimit", euros("0"))).statusCode(200);

        Message nobodys = Refund.of(invoice, company)
                .method("full")
                .requestedBy("unnamed")
                .send()
                .drafted();
        UUID fifty = posted(company, line("1", "50.00"));
        Message own = Refund.of(fifty, company)
                .method("full")
                .requestedBy("limited")
                .send()
                .posted();

        assertThat(nobodys.payload().at("/awaitsAccountant").asBoolean()).isTrue();
        assertThat(own.text("/state")).isEqualTo("posted");
    }

    @Test
    void aDraftAboveTheLimitDoesNotPostItselfUnlessAnAccountantWroteItLast() {
        LocalDate day = MovableClock.today().plusDays(2);
        UUID other = posted(company, line("2", "50.00"));
        UUID refused = dated(invoice, day);
        UUID approved = dated(other, day);
        edit(ACCOUNTANT_USER, approved, Map.of("reason", "Agreed"))
                .statusCode(200)
                .body("awaitsAccountant", equalTo(false))
                .body("postsItself", equalTo(true));

        MovableClock.moveTo(day);

        assertThat(kafka.await("credit-note-posting-refused", refused).text("/refusal/code"))
                .isEqualTo("refund-limit-exceeded");
        kafka.await("credit-note-posted", approved);
        assertThat(creditNote(refused).getString("state")).isEqualTo("draft");
        confirm(refused).statusCode(200);
    }

    private Refund asked(String method) {
        return Refund.of(invoice, company).method(method).requestedBy("limited").send();
    }

    private UUID dated(UUID ofInvoice, LocalDate day) {
        return Refund.of(ofInvoice, company)
                .method("full")
                .requestedBy("limited")
                .with("date", day.toString())
                .send()
                .draftId();
    }

    private static Map<String, Object> limit(String sub, String amount) {
        return Map.of("sub", sub, "limit", euros(amount));
    }

    private static ValidatableResponse patch(Object patch) {
        return Rest.as(ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", Rest.as(ACCOUNTANT).get("/refund-policy").header("ETag"))
                .body(patch)
                .patch("/refund-policy")
                .then();
    }

    private static ValidatableResponse edit(TestUser user, UUID note, Object patch) {
        return Rest.as(user)
                .contentType(Rest.MERGE_PATCH)
                .header(
                        "If-Match",
                        Rest.as(ACCOUNTANT).get("/credit-notes/{id}", note).header("ETag"))
                .body(patch)
                .patch("/credit-notes/{id}", note)
                .then();
    }
}
