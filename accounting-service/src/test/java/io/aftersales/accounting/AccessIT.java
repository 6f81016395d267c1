package io.aftersales.accounting;

import io.aftersales.accounting.books.Books;
import io.aftersales.accounting.books.Books.Refund;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.access.AccessMatrix;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Who may do what: access-matrix.csv, called line by line in every role. */
@QuarkusTest
@WithInfrastructure
class AccessIT {

    @TestFactory
    Stream<DynamicTest> everyRoleReachesWhatTheMatrixSays() {
        UUID customer = Books.customer();
        UUID tax = Books.tax("15");
        UUID invoice = Books.posted(customer, Books.line("1", "10", tax));
        return AccessMatrix.read()
                .user("customer", TestUser.contactOf(customer))
                .id("/admin/{service}", () -> "accounting")
                .id("/invoices/{id}", () -> invoice)
                .id("/taxes/{id}", () -> tax)
                .id("/journal-entries/{id}", AccessIT::someJournalEntry)
                .id("asked", "/credit-notes/{id}", () -> draftAskedForBy("agent-user", customer))
                .id("foreign", "/credit-notes/{id}", () -> draftAskedForBy("another-agent", customer))
                .body("POST /invoices", () -> Books.draft(customer, Books.line("1", "10")))
                .body("POST /invoices/{id}/payments", () -> Map.of("amount", Books.euros("0.01")))
                .tests();
    }

    private static UUID draftAskedForBy(String agent, UUID customer) {
        UUID invoice = Books.posted(customer, Books.line("1", "10"));
        return Refund.of(invoice, customer)
                .method("partial")
                .requestedBy(agent)
                .send()
                .draftId();
    }

    private static String someJournalEntry() {
        return Rest.as(Books.ACCOUNTANT)
                .get("/journal-entries")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
    }
}
