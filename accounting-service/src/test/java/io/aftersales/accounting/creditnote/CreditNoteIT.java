package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.books.Books;
import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.accounting.books.Books.ACCOUNTANT;
import static io.aftersales.accounting.books.Books.confirm;
import static io.aftersales.accounting.books.Books.contactOf;
import static io.aftersales.accounting.books.Books.creditNote;
import static io.aftersales.accounting.books.Books.customer;
import static io.aftersales.accounting.books.Books.invoice;
import static io.aftersales.accounting.books.Books.line;
import static io.aftersales.accounting.books.Books.lineIds;
import static io.aftersales.accounting.books.Books.posted;
import static io.aftersales.accounting.books.Books.tax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class CreditNoteIT {

    private static final TestUser ASKER = TestUser.named("asker", "agent");
    private static final TestUser COLLEAGUE = TestUser.named("colleague", "agent");

    private final KafkaProbe kafka = KafkaProbe.shared();

    private UUID company;
    private UUID invoice;
    private List<UUID> lines;
    private UUID note;

    @BeforeEach
    void anAgentAskedForAPartialRefund() {
        company = customer();
        invoice = posted(company, line("2", "100.00", tax("15")), line("3", "10.50"));
        lines = lineIds(invoice);
        note = Refund.of(invoice, company)
                .method("partial")
                .requestedBy("asker")
                .send()
                .draftId();
    }

    @Test
    void whoAskedEditsAndConfirmsTheDraftWithoutBeingAnAccountant() {
        patch(ASKER, Map.of("reason", "scratched", "lines", List.of(choice(lines.get(0), 1, "50.00"))))
                .statusCode(200)
                .body("total.amount", equalTo("57.50"))
                .body("reference", equalTo("Reversal of: " + invoice(invoice).getString("number") + ", scratched"))
                .body("edited.sub", equalTo("asker"));
        Rest.as(ASKER)
                .post("/credit-notes/{id}/confirm", note)
                .then()
                .statusCode(200)
                .body("state", equalTo("posted"))
                .body("confirmed.sub", equalTo("asker"));

        Message told = kafka.await("credit-note-posted", note);
        assertThat(told.sequence()).isEqualTo(3);
        assertThat(told.text("/changedBy/sub")).isEqualTo("asker");
        assertThat(invoice(invoice).getString("lines[0].creditable.unitPrice")).isEqualTo("75.00");
        assertThat(invoice(invoice).getString("residual.amount")).isEqualTo("204.00");
    }

    @Test
    void anotherAgentReadsTheDraftAndChangesNothing() {
        Rest.as(COLLEAGUE).get("/credit-notes/{id}", note).then().statusCode(200);

        patch(COLLEAGUE, Map.of("reason", "x")).statusCode(403).body("code", equalTo("forbidden"));
        Rest.as(COLLEAGUE)
                .post("/credit-notes/{id}/confirm", note)
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        Rest.as(ASKER).post("/credit-notes/{id}/cancel", note).then().statusCode(403);
    }

    @Test
    void aCancelledDraftStaysAndIsTold() {
        Rest.as(ACCOUNTANT)
                .post("/credit-notes/{id}/cancel", note)
                .then()
                .statusCode(200)
                .body("state", equalTo("cancelled"));

        assertThat(kafka.await("credit-note-cancelled", note).text("/state")).isEqualTo("cancelled");
        confirm(note).statusCode(409).body("code", equalTo("document-cancelled"));
        patch(TestUser.inRole(ACCOUNTANT), Map.of("reason", "x"))
                .statusCode(409)
                .body("code", equalTo("document-cancelled"));
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("not_paid");
    }

    @Test
    void aPostedNoteNeverChanges() {
        confirm(note).statusCode(200);

        confirm(note).statusCode(409).body("code", equalTo("posted-is-immutable"));
        patch(ASKER, Map.of("reason", "x")).statusCode(409).body("code", equalTo("posted-is-immutable"));
        Rest.as(ACCOUNTANT)
                .post("/credit-notes/{id}/cancel", note)
                .then()
                .statusCode(409)
                .body("code", equalTo("posted-is-immutable"));
    }

    @Test
    void aDraftReservesNothingAndTheCapIsCheckedAtPosting() {
        UUID second = Refund.of(invoice, company).method("partial").send().draftId();

        confirm(note).statusCode(200);

        confirm(second).statusCode(422).body("code", equalTo("credit-exceeds-invoice"));
        assertThat(creditNote(second).getString("state")).isEqualTo("draft");
        assertThat(invoice(invoice).getString("paymentState")).isEqualTo("reversed");
    }

    @Test
    void linesAreLoweredOrDroppedAndNeverRaised() {
        patch(ASKER, Map.of("lines", List.of(choice(lines.get(0), 3, null))))
                .statusCode(422)
                .body("code", equalTo("line-exceeds-invoice"));
        patch(ASKER, Map.of("lines", List.of(choice(lines.get(0), 1, "100.01"))))
                .statusCode(422)
                .body("code", equalTo("line-exceeds-invoice"));
        patch(ASKER, Map.of("lines", List.of(choice(lines.get(0), 0, null))))
                .statusCode(422)
                .body("code", equalTo("invalid-request"))
                .body("violations.field", hasItem("lines[0].quantity"));
        patch(ASKER, Map.of("lines", List.of())).statusCode(422).body("code", equalTo("invalid-request"));
        patch(ASKER, Map.of("lines", List.of(choice(UUID.randomUUID(), 1, null))))
                .statusCode(422)
                .body("code", equalTo("unknown-invoice-line"));
        patch(ASKER, Map.of("lines", List.of(choice(lines.get(0), 1, null), choice(lines.get(0), 1, null))))
                .statusCode(422)
                .body("code", equalTo("duplicate-invoice-line"));

        assertThat(creditNote(note).getString("total.amount")).isEqualTo("261.50");
    }

    @Test
    void aDroppedLineCanComeBackWhileTheNoteIsADraft() {
        patch(ASKER, Map.of("lines", List.of(choice(lines.get(1), 1, null))))
                .statusCode(200)
                .body("lines.invoiceLineId", equalTo(List.of(lines.get(1).toString())));
        patch(ASKER, Map.of("lines", List.of(choice(lines.get(0), 1, null), choice(lines.get(1), 2, null))))
                .statusCode(200)
                .body("total.amount", equalTo("136.00"));
    }

    @Test
    void aNoteDatedInTheFutureIsNotYetDue() {
        patch(ASKER, Map.of("date", today().plusDays(1).toString())).statusCode(200);

        confirm(note).statusCode(409).body("code", equalTo("not-yet-due"));

        patch(ASKER, Map.of("date", "2010-12-31")).statusCode(200).body("dueDate", equalTo("2010-12-31"));
        confirm(note).statusCode(200).body("number", equalTo(numberOf(2010)));
    }

    @Test
    void refusesMalformedAndStalePatches() {
        patch(ASKER, "{").statusCode(400).body("code", equalTo("malformed-request"));
        patch(ASKER, "[]").statusCode(400).body("code", equalTo("malformed-request"));
        patch(ASKER, Map.of("total", 1)).statusCode(400).body("code", equalTo("malformed-request"));
        patch(ASKER, Map.of("date", "tomorrow")).statusCode(400).body("code", equalTo("malformed-request"));
        patch(ASKER, Map.of("reasonCode", "whim")).statusCode(422).body("code", equalTo("unknown-reason-code"));
        patch(ASKER, Map.of("reason", "x".repeat(1001))).statusCode(422).body("code", equalTo("invalid-request"));
        patch(ASKER, "{\"date\":null}").statusCode(422).body("code", equalTo("invalid-request"));
        Rest.as(ASKER)
                .contentType(Rest.MERGE_PATCH)
                .body(Map.of("reason", "x"))
                .patch("/credit-notes/{id}", note)
                .then()
                .statusCode(428);
        Rest.as(ASKER)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", "\"99\"")
                .body(Map.of("reason", "x"))
                .patch("/credit-notes/{id}", note)
                .then()
                .statusCode(412);
        Rest.as(ACCOUNTANT)
                .header("If-Match", "\"99\"")
                .post("/credit-notes/{id}/confirm", note)
                .then()
                .statusCode(412);

        assertThat(creditNote(note).getString("reason")).isNull();
    }

    @Test
    void oneKeyConfirmsOnceAndAnswersTwice() {
        String key = Rest.newKey();

        String first = confirmWith(key).statusCode(200).extract().asString();
        String second = confirmWith(key).statusCode(200).extract().asString();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void isListedByInvoiceTicketStateAndCompany() {
        UUID contact = contactOf(company);
        UUID ticket = UUID.fromString(creditNote(note).getString("ticketId"));

        assertThat(listed(Map.of("invoiceId", invoice))).containsExactly(note.toString());
        assertThat(listed(Map.of("ticketId", ticket))).containsExactly(note.toString());
        Books.posted(contact, line("1", "1"));
        assertThat(listed(Map.of("companyOf", contact, "state", "draft"))).containsExactly(note.toString());
        assertThat(listed(Map.of("companyOf", contact, "state", "posted"))).isEmpty();
        assertThat(listed(Map.of("customerId", contact))).isEmpty();
        Rest.as(ACCOUNTANT)
                .queryParam("state", "open")
                .get("/credit-notes")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-request"));
        Rest.as(ACCOUNTANT)
                .queryParam("invoiceId", "7")
                .get("/credit-notes")
                .then()
                .statusCode(400);
    }

    @Test
    void isListedByItsReasonCode() {
        patch(ASKER, Map.of("reasonCode", "damaged")).statusCode(200);
        UUID other = Refund.of(Books.posted(company, line("1", "1")), company)
                .method("partial")
                .with("reasonCode", "goodwill")
                .send()
                .draftId();

        assertThat(listed(Map.of("companyOf", company, "reasonCode", "damaged")))
                .containsExactly(note.toString());
        assertThat(listed(Map.of("companyOf", company, "reasonCode", "goodwill")))
                .containsExactly(other.toString());
        assertThat(listed(Map.of("companyOf", company, "reasonCode", "whim"))).isEmpty();
        assertThat(listed(Map.of("companyOf", company))).containsExactly(other.toString(), note.toString());
    }

    @Test
    void theReasonListGrowsAndItsCodesAreUnique() {
        String code = "reason-" + UUID.randomUUID();
        Map<String, String> reason = Map.of("code", code, "label", "Too late");

        Rest.as(ACCOUNTANT).body(reason).post("/credit-note-reasons").then().statusCode(201);
        Rest.as(ACCOUNTANT)
                .body(reason)
                .post("/credit-note-reasons")
                .then()
                .statusCode(409)
                .body("code", equalTo("reason-code-taken"));
        Rest.as(ACCOUNTANT)
                .body(Map.of("code", "Not Kebab", "label", "x"))
                .post("/credit-note-reasons")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("code"));
        Rest.as("agent").get("/credit-note-reasons").then().statusCode(200).body("items.code", hasItem(code));
        patch(ASKER, Map.of("reasonCode", code)).statusCode(200).body("reasonCode", equalTo(code));
        patch(ASKER, "{\"reasonCode\":null}").statusCode(200).body("reasonCode", nullValue());
    }

    @Test
    void aReasonIsRenamedOrArchivedAndItsCodeStays() {
        String code = "reason-" + UUID.randomUUID();
        Rest.as(ACCOUNTANT)
                .body(Map.of("code", code, "label", "Too late"))
                .post("/credit-note-reasons")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/credit-note-reasons/" + code));
        patch(ASKER, Map.of("reasonCode", code)).statusCode(200);

        patchReason(code, Map.of("label", "Came too late")).statusCode(200).body("label", equalTo("Came too late"));
        patchReason(code, Map.of("active", false)).statusCode(200).body("active", equalTo(false));

        Rest.as("agent")
                .get("/credit-note-reasons/{code}", code)
                .then()
                .statusCode(200)
                .body("label", equalTo("Came too late"));
        Rest.as("agent")
                .queryParam("active", true)
                .get("/credit-note-reasons")
                .then()
                .statusCode(200)
                .body("items.code", not(hasItem(code)));
        // The draft keeps it and can be edited on; no other gets it.
        patch(ASKER, Map.of("reason", "x")).statusCode(200).body("reasonCode", equalTo(code));
        assertThat(Refund.of(invoice, company)
                        .method("partial")
                        .with("reasonCode", code)
                        .send()
                        .rejection())
                .isEqualTo("unknown-reason-code");
        patchReason(code, Map.of("active", true)).statusCode(200);
        Refund.of(invoice, company)
                .method("partial")
                .with("reasonCode", code)
                .send()
                .drafted();
    }

    @Test
    void refusesReasonsThatAreNoneAndStaleChanges() {
        patchReason("goodwill", Map.of("label", "")).statusCode(422).body("violations.field", hasItem("label"));
        patchReason("goodwill", Map.of("code", "other")).statusCode(400);
        patchReason("goodwill", "{\"active\":null}").statusCode(422).body("violations.field", hasItem("active"));
        Rest.as(ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .body(Map.of("label", "x"))
                .patch("/credit-note-reasons/goodwill")
                .then()
                .statusCode(428);
        Rest.as(ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", "\"99\"")
                .body(Map.of("label", "x"))
                .patch("/credit-note-reasons/goodwill")
                .then()
                .statusCode(412);
        Rest.as(ACCOUNTANT).get("/credit-note-reasons/none").then().statusCode(404);
    }

    private static ValidatableResponse patchReason(String code, Object patch) {
        return Rest.as(ACCOUNTANT)
                .contentType(Rest.MERGE_PATCH)
                .header(
                        "If-Match",
                        Rest.as(ACCOUNTANT)
                                .get("/credit-note-reasons/{code}", code)
                                .header("ETag"))
                .body(patch)
                .patch("/credit-note-reasons/{code}", code)
                .then();
    }

    private ValidatableResponse confirmWith(String key) {
        return Rest.as(ACCOUNTANT)
                .header("Idempotency-Key", key)
                .post("/credit-notes/{id}/confirm", note)
                .then();
    }

    private ValidatableResponse patch(TestUser user, Object patch) {
        return Rest.as(user)
                .contentType(Rest.MERGE_PATCH)
                .header(
                        "If-Match",
                        Rest.as(ACCOUNTANT).get("/credit-notes/{id}", note).header("ETag"))
                .body(patch)
                .patch("/credit-notes/{id}", note)
                .then();
    }

    private static List<String> listed(Map<String, ?> filter) {
        return Rest.as(ACCOUNTANT)
                .queryParams(filter)
                .get("/credit-notes")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private static Map<String, Object> choice(UUID invoiceLine, int quantity, String unitPrice) {
        return unitPrice == null
                ? Map.of("invoiceLineId", invoiceLine, "quantity", quantity)
                : Map.of("invoiceLineId", invoiceLine, "quantity", quantity, "unitPrice", unitPrice);
    }

    /** The number that the next note of a year gets, as this class alone posts in it. */
    private static String numberOf(int year) {
        return "RINV/%d/00001".formatted(year);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Berlin"));
    }
}
