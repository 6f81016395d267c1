package io.aftersales.systemtests.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Invoices, credit notes, and what accounting is set up with. */
final class AccountingEntries extends Entries {

    AccountingEntries(RunningSuite suite, Desk desk) {
        super(suite, desk);
    }

    @Override
    void enter() {
        String customer = desk.customer("Ann Example");
        Map<String, Object> line = desk.line("Lamp", 3, "10.00");
        line.put("discount", 5);
        Map<String, Object> invoice = new LinkedHashMap<>(Map.of(
                "customerId", customer,
                "date", "2026-11-01",
                "dueDate", "2026-12-01",
                "externalReference", "shop-1",
                "lines", List.of(line)));
        add(Endpoint.of("POST /invoices", accountant, "invoices", invoice)
                .or("dueDate", "2026-12-02")
                .unasked("productId"));
        Map<String, Object> change = new LinkedHashMap<>(invoice);
        change.put("externalReference", "shop-2");
        String draft = desk.draftInvoice(customer, "10.00").at("/id");
        add(Endpoint.of("PATCH /invoices/{id}", accountant, "invoices/" + draft, change)
                .at(accountant.get("invoices/" + draft).etag())
                .unasked("productId"));
        for (String verb : List.of("post", "cancel")) {
            String one = desk.draftInvoice(customer, "10.00").at("/id");
            add(Endpoint.of("POST /invoices/{id}/" + verb, accountant, "invoices/%s/%s".formatted(one, verb), null)
                    .at(accountant.get("invoices/" + one).etag()));
        }
        String payable = desk.postedInvoice(customer, "10.00").path("id").asText();
        add(Endpoint.of(
                        "POST /invoices/{id}/payments",
                        accountant,
                        "invoices/%s/payments".formatted(payable),
                        Map.of(
                                "amount",
                                Map.of("amount", "1.00", "currency", "EUR"),
                                "date",
                                "2026-11-02",
                                "reference",
                                "Transfer"))
                .or("reference", "Cheque"));
        add(Endpoint.of("POST /taxes", accountant, "taxes", Map.of("name", "VAT 7 %", "rate", 7, "active", true))
                .or("rate", 8));
        String tax = accountant
                .post("taxes", Map.of("name", "VAT 3 %", "rate", 3))
                .expect(201)
                .at("/id");
        add(Endpoint.of(
                        "PATCH /taxes/{id}",
                        accountant,
                        "taxes/" + tax,
                        Map.of("name", "VAT 4 %", "rate", 4, "active", false))
                .at(accountant.get("taxes/" + tax).etag()));
        add(Endpoint.of(
                        "POST /credit-note-reasons",
                        accountant,
                        "credit-note-reasons",
                        Map.of("code", "late", "label", "Came late"))
                .or("label", "Came too late"));
        add(Endpoint.of(
                        "PATCH /credit-note-reasons/{code}",
                        accountant,
                        "credit-note-reasons/goodwill",
                        Map.of("label", "Out of goodwill", "active", true))
                .at(accountant.get("credit-note-reasons/goodwill").etag()));
        add(Endpoint.of(
                        "PATCH /refund-policy",
                        accountant,
                        "refund-policy",
                        Map.of(
                                "defaultLimit",
                                euros("1000000.00"),
                                "agents",
                                List.of(Map.of("sub", "agnes", "name", "Agnes", "limit", euros("1000000.00")))))
                .at(accountant.get("refund-policy").etag()));
        creditNotes(customer);
        outstandingCredits(customer);
    }

    private void outstandingCredits(String customer) {
        String credit = "outstanding-credits/" + outstandingCredit(customer);
        String open = desk.postedInvoice(customer, "10.00").path("id").asText();
        String foreign = desk.postedInvoice(desk.customer("Strangers Ltd"), "10.00")
                .path("id")
                .asText();
        add(Endpoint.of(
                        "POST /outstanding-credits/{id}/allocate",
                        accountant,
                        credit + "/allocate",
                        Map.of("invoiceId", open, "amount", euros("1.00")))
                .or("amount", euros("2.00"))
                .but("invoiceId", foreign, "foreign-invoice"));
        add(Endpoint.of(
                        "POST /outstanding-credits/{id}/payout",
                        accountant,
                        credit + "/payout",
                        Map.of("amount", euros("1.00"), "date", "2026-11-02", "reference", "Transfer"))
                .or("reference", "Cheque"));
    }

    /** A credit note for an invoice that was paid: it settles nothing. */
    private String outstandingCredit(String customer) {
        String paid = desk.postedInvoice(customer, "10.00").path("id").asText();
        accountant
                .post("invoices/%s/payments".formatted(paid), Map.of("amount", euros("11.50")))
                .expect(201);
        String note = desk.refund(desk.ticket(customer), Map.of("invoiceId", paid))
                .at("/documents/0/id")
                .asText();
        accountant.post("credit-notes/%s/confirm".formatted(note), Map.of()).expect(200);
        return note;
    }

    private static Map<String, String> euros(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    private void creditNotes(String customer) {
        JsonNode invoice = desk.postedInvoice(customer, List.of(desk.line("Lamp", 3, "10.00")));
        Map<String, ?> lines =
                Map.of("invoiceLineId", invoice.at("/lines/0/id").asText(), "quantity", 1, "unitPrice", "5.00");
        String edited = "credit-notes/" + draftNote(customer, invoice);
        add(Endpoint.of(
                        "PATCH /credit-notes/{id}",
                        accountant,
                        edited,
                        Map.of(
                                "reasonCode",
                                "damaged",
                                "reason",
                                "Broken",
                                "date",
                                "2026-11-02",
                                "lines",
                                List.of(lines)))
                .at(accountant.get(edited).etag()));
        for (String verb : List.of("confirm", "cancel")) {
            String note = "credit-notes/" + draftNote(customer, desk.postedInvoice(customer, "10.00"));
            add(Endpoint.of("POST /credit-notes/{id}/" + verb, accountant, note + "/" + verb, null)
                    .at(accountant.get(note).etag()));
        }
    }

    private String draftNote(String customer, JsonNode invoice) {
        return desk.refund(
                        desk.ticket(customer),
                        Map.of("invoiceId", invoice.path("id").asText(), "method", "partial"))
                .at("/documents/0/id")
                .asText();
    }
}
