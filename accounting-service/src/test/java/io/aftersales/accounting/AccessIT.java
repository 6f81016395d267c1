package io.aftersales.accounting;

import io.aftersales.accounting.books.Books;
import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.accounting.books.Ledger;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.access.AccessMatrix;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may do what: access-matrix.csv, called line by line in every role. */
@QuarkusTest
@WithInfrastructure
class AccessIT {

    @TestFactory
    Stream<DynamicTest> everyRoleReachesWhatTheMatrixSays() {
        UUID company = Books.customer();
        UUID invoice = Books.posted(company, Books.line("100", "10"));
        UUID tax = Books.tax("15");
        UUID credit = Books.outstandingCredit(company, company, "100");
        return AccessMatrix.read()
                .id("/admin/{service}", () -> "accounting")
                .id("/invoices/{id}", () -> invoice)
                .id("/taxes/{id}", () -> tax)
                .id("/journal-entries/{id}", () -> journalEntryOf(invoice))
                .id("own", "/credit-notes/{id}", () -> draft(company, "agent-user"))
                .id("another's", "/credit-notes/{id}", () -> draft(company, "somebody-else"))
                .id("no ticket", "/credit-notes/{id}", () -> draftWithoutTicket(company))
                .id("/credit-note-reasons/{code}", () -> "goodwill")
                .id("/outstanding-credits/{id}", () -> credit)
                .body("POST /outstanding-credits/{id}/allocate", () -> Map.of("invoiceId", invoice))
                .body("POST /outstanding-credits/{id}/payout", () -> Map.of("amount", Books.euros("1")))
                .body("POST /invoices", Map::of)
                .body("POST /invoices/{id}/payments", () -> Map.of("amount", Books.euros("1")))
                .body("POST /taxes", () -> Map.of("name", UUID.randomUUID().toString(), "rate", 1))
                .body(
                        "POST /credit-note-reasons",
                        () -> Map.of("code", "code-" + UUID.randomUUID(), "label", "Another reason"))
                .tests();
    }

    private static UUID draft(UUID company, String asker) {
        return Refund.of(Books.posted(company, Books.line("1", "10")), company)
                .method("partial")
                .requestedBy(asker)
                .send()
                .draftId();
    }

    /** Such notes will come from elsewhere than tickets one day; today only the database can make one. */
    private static UUID draftWithoutTicket(UUID company) {
        UUID note = draft(company, "agent-user");
        assertThat(Ledger.refusalOf("update credit_note set ticket_id = null where id = '%s'".formatted(note)))
                .isNull();
        return note;
    }

    private static String journalEntryOf(UUID document) {
        return Rest.as("accountant")
                .queryParam("documentId", document)
                .get("/journal-entries")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
    }
}
