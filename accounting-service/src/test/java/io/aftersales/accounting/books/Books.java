package io.aftersales.accounting.books;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What tests of accounting begin with: a company, customers, taxes and invoices, made as in life: by events and requests. */
public final class Books {

    public static final String ACCOUNTANT = "accountant";
    public static final String AGENT = "agent";

    private static final KafkaProbe KAFKA = KafkaProbe.shared();
    private static final UUID COMPANY = UUID.randomUUID();
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private Books() {}

    /** A customer that is its own company, known to accounting when this returns. */
    public static UUID customer() {
        UUID id = UUID.randomUUID();
        tellCustomer(id, id, 1);
        return id;
    }

    /** The same, with an id that another system gave it. */
    public static UUID customer(String externalReference) {
        UUID id = UUID.randomUUID();
        KAFKA.teach(
                company(),
                Outgoing.event(
                        "customer-changed",
                        id,
                        1,
                        Map.of(
                                "customerId",
                                id,
                                "companyId",
                                id,
                                "name",
                                "Customer " + externalReference,
                                "externalReference",
                                externalReference)));
        return id;
    }

    public static UUID contactOf(UUID company) {
        UUID id = UUID.randomUUID();
        tellCustomer(id, company, 1);
        return id;
    }

    public static void tellCustomer(UUID id, UUID company, long sequence) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("customerId", id);
        customer.put("companyId", company);
        customer.put("name", "Customer " + id);
        customer.put("vatId", "DE123456789");
        customer.put("address", Map.of("street", "Main Street 1", "zip", "10115", "city", "Berlin", "country", "DE"));
        if (!id.equals(company)) {
            customer.put("parentId", company);
        }
        KAFKA.teach(company(), Outgoing.event("customer-changed", id, sequence, customer));
    }

    /** Our own company: euros, and the days of Berlin. */
    private static Outgoing company() {
        return Outgoing.event(
                "company-settings-changed",
                COMPANY,
                SEQUENCE.incrementAndGet(),
                Map.of("companyId", COMPANY, "name", "Test Ltd", "currency", "EUR", "timeZone", "Europe/Berlin"));
    }

    /** A line of a draft invoice. */
    public record Line(
            String description, BigDecimal quantity, String unitPrice, BigDecimal discount, List<UUID> taxIds) {

        public Line described(String text) {
            return new Line(text, quantity, unitPrice, discount, taxIds);
        }

        public Line discounted(String percent) {
            return new Line(description, quantity, unitPrice, new BigDecimal(percent), taxIds);
        }
    }

    public static Line line(String quantity, String unitPrice, UUID... taxIds) {
        return new Line("Desk lamp", new BigDecimal(quantity), unitPrice, BigDecimal.ZERO, List.of(taxIds));
    }

    public static Map<String, Object> draft(UUID customer, Line... lines) {
        return Map.of("customerId", customer, "lines", List.of(lines));
    }

    public static UUID tax(String rate) {
        return id(Rest.as(ACCOUNTANT)
                .body(Map.of("name", "Tax " + UUID.randomUUID(), "rate", new BigDecimal(rate)))
                .post("/taxes")
                .then()
                .statusCode(201));
    }

    public static UUID drafted(Map<String, Object> draft) {
        return id(Rest.as(ACCOUNTANT).body(draft).post("/invoices").then().statusCode(201));
    }

    public static UUID posted(UUID customer, Line... lines) {
        UUID invoice = drafted(draft(customer, lines));
        post(invoice).statusCode(200);
        return invoice;
    }

    public static ValidatableResponse post(UUID invoice) {
        return Rest.as(ACCOUNTANT).post("/invoices/{id}/post", invoice).then();
    }

    public static ValidatableResponse pay(UUID invoice, String amount) {
        return Rest.as(ACCOUNTANT)
                .body(Map.of("amount", euros(amount)))
                .post("/invoices/{id}/payments", invoice)
                .then();
    }

    public static Map<String, String> euros(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    public static JsonPath invoice(UUID id) {
        return Rest.as(ACCOUNTANT)
                .get("/invoices/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static JsonPath creditNote(UUID id) {
        return Rest.as(ACCOUNTANT)
                .get("/credit-notes/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static List<UUID> lineIds(UUID invoice) {
        return Books.invoice(invoice).getList("lines.id", String.class).stream()
                .map(UUID::fromString)
                .toList();
    }

    public static ValidatableResponse confirm(UUID creditNote) {
        return Rest.as(ACCOUNTANT)
                .post("/credit-notes/{id}/confirm", creditNote)
                .then();
    }

    /** @param amount in euros; null for as much as fits */
    public static ValidatableResponse allocate(Object credit, UUID invoice, String amount) {
        return Rest.as(ACCOUNTANT)
                .body(
                        amount == null
                                ? Map.of("invoiceId", invoice)
                                : Map.of("invoiceId", invoice, "amount", euros(amount)))
                .post("/outstanding-credits/{id}/allocate", credit)
                .then();
    }

    public static ValidatableResponse payOut(Object credit, String amount) {
        return Rest.as(ACCOUNTANT)
                .body(Map.of("amount", euros(amount)))
                .post("/outstanding-credits/{id}/payout", credit)
                .then();
    }

    /** A posted credit note over the whole of an invoice that was paid: it settles nothing. */
    public static UUID outstandingCredit(UUID customer, UUID company, String amount) {
        UUID paid = posted(customer, line("1", amount));
        pay(paid, amount).statusCode(201);
        UUID note = Refund.of(paid, company).send().draftId();
        confirm(note).statusCode(200);
        return note;
    }

    public static UUID id(ValidatableResponse response) {
        return UUID.fromString(response.extract().path("id"));
    }

    /** A refund that the helpdesk asks for, with what a test says about it. */
    public static final class Refund {

        private final UUID actionId = UUID.randomUUID();
        private final UUID invoiceId;
        private final Map<String, Object> payload = new LinkedHashMap<>();

        private Refund(UUID invoice, UUID company) {
            invoiceId = invoice;
            payload.put("actionId", actionId);
            payload.put("ticketId", UUID.randomUUID());
            payload.put("invoiceId", invoice);
            payload.put("customerId", company);
            payload.put("companyId", company);
            requestedBy("agent-user");
        }

        public static Refund of(UUID invoice, UUID company) {
            return new Refund(invoice, company);
        }

        public Refund method(String method) {
            payload.put("method", method);
            return this;
        }

        public Refund requestedBy(String sub) {
            payload.put("requestedBy", Map.of("sub", sub, "name", "Test " + sub));
            return this;
        }

        public Refund with(String field, Object value) {
            payload.put(field, value);
            return this;
        }

        public Refund line(UUID invoiceLine, String quantity, String unitPrice) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("invoiceLineId", invoiceLine);
            if (quantity != null) {
                line.put("quantity", new BigDecimal(quantity));
            }
            if (unitPrice != null) {
                line.put("unitPrice", unitPrice);
            }
            List<Object> lines = new ArrayList<>();
            if (payload.get("lines") instanceof List<?> before) {
                lines.addAll(before);
            }
            lines.add(line);
            payload.put("lines", lines);
            return this;
        }

        public UUID actionId() {
            return actionId;
        }

        /** The command, to be sent. */
        public Outgoing command() {
            return Outgoing.command("reverse-invoice", invoiceId, actionId, payload);
        }

        public Refund send() {
            KAFKA.send(command());
            return this;
        }

        public Message posted() {
            return KAFKA.awaitOfAction("credit-note-posted", actionId);
        }

        public Message drafted() {
            return KAFKA.awaitOfAction("credit-note-drafted", actionId);
        }

        /** The draft that came of it. */
        public UUID draftId() {
            return UUID.fromString(drafted().text("/creditNoteId"));
        }

        /** The code of the rule that it broke. */
        public String rejection() {
            return KAFKA.awaitOfAction("invoice-reversal-rejected", actionId).text("/code");
        }
    }
}
