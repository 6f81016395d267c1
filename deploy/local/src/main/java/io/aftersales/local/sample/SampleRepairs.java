package io.aftersales.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.api.ApiClient;
import io.aftersales.local.api.ApiClient.Answer;
import io.aftersales.local.suite.SuiteApi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Repairs as the sample data has them: what is repaired and with what, parts in stock, and two repairs that tickets asked for: one
 * that waits for the customer's word on its quotation, and one that is under way.
 */
final class SampleRepairs {

    private static final int SECONDS_FOR_AN_ACTION = 20;

    private final SuiteApi api;

    SampleRepairs(SuiteApi api) {
        this.api = api;
    }

    /** @param contacts ids of customers, by the users who act for them */
    void setUp(String teamId, Map<String, String> contacts) {
        offerOn(teamId);
        String lamp = enter("SAMPLE-LAMP", "Brass desk lamp");
        String lampSwitch = enter("SAMPLE-SWITCH", "Lamp switch");
        stock("switch", lampSwitch, 25);
        String tax = anyTax();
        String quoted = repair("carla", teamId, contacts, lamp, work("before", lampSwitch, tax));
        String begun = repair("dora", teamId, contacts, lamp, work("after", lampSwitch, tax));
        ApiClient repairer = api.client("rita");
        repairer.post("repair-orders/" + quoted + "/confirm", "sample/repair/quoted/confirm", Map.of());
        repairer.post("repair-orders/" + begun + "/confirm", "sample/repair/begun/confirm", Map.of());
        repairer.post("repair-orders/" + begun + "/start", "sample/repair/begun/start", Map.of());
    }

    private void offerOn(String teamId) {
        ApiClient manager = api.client("hugo");
        Answer team = manager.get("teams/" + teamId);
        manager.patch("teams/" + teamId, team.etag(), Map.of("services", Map.of("repairs", true)));
    }

    private String enter(String sku, String name) {
        return api.client("ines")
                .post("products", "sample/product/" + sku, Map.of("sku", sku, "name", name, "kind", "goods"))
                .id();
    }

    private void stock(String name, String product, int quantity) {
        api.client("ines")
                .post(
                        "stock",
                        "sample/stock/" + name,
                        Map.of("productId", product, "quantity", quantity, "reason", "Spare parts"));
    }

    private String anyTax() {
        return api.client("anna").list("taxes?active=true").get(0).path("id").asText();
    }

    private static Map<String, Object> work(String invoiceMethod, String part, String tax) {
        Map<String, Object> work = new LinkedHashMap<>();
        work.put("description", "The lamp does not light: look for the cause and mend it");
        work.put("invoiceMethod", invoiceMethod);
        work.put("parts", List.of(part("add", part, tax), part("remove", part, tax)));
        work.put(
                "operations",
                List.of(Map.of(
                        "description",
                        "Replace the switch",
                        "quantity",
                        1,
                        "unitPrice",
                        "18.00",
                        "taxIds",
                        List.of(tax))));
        work.put("quotationNotes", "The lamp is ready three days after you agree.");
        return work;
    }

    private static Map<String, Object> part(String kind, String product, String tax) {
        return Map.of("kind", kind, "productId", product, "quantity", 1, "unitPrice", "4.50", "taxIds", List.of(tax));
    }

    /** A ticket of a customer, and the repair order that it asked for. */
    private String repair(
            String user, String teamId, Map<String, String> contacts, String product, Map<String, Object> work) {
        ApiClient agent = api.client("agnes");
        String ticket = agent.post(
                        "tickets",
                        "sample/ticket/lamp-of-" + user,
                        Map.of(
                                "subject",
                                "My lamp does not light any more",
                                "teamId",
                                teamId,
                                "customerId",
                                contacts.get(user),
                                "productId",
                                product))
                .id();
        JsonNode action = agent.postAndWait(
                        "tickets/" + ticket + "/repairs", "sample/repair/" + user, work, SECONDS_FOR_AN_ACTION)
                .body();
        return action.at("/documents/0/id").asText();
    }
}
