package io.aftersales.systemtests.badinput;

import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Repair orders and the steps of a repair. */
final class RepairEntries extends Entries {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Caller repairer;
    private Map<String, Object> order;

    RepairEntries(RunningSuite suite, Desk desk) {
        super(suite, desk);
        this.repairer = suite.as("rita");
    }

    @Override
    void enter() {
        String customer = desk.customer("Rhea Example");
        String stranger = desk.customer("Stranger");
        String lamp = goods.product(50);
        order = repair(desk, lamp, goods.sold(customer, lamp, 1), goods.returned(customer, lamp, 1));
        order.put("customerId", customer);
        order.put("responsible", Map.of("sub", "rita", "name", "Rita Repair"));
        order.put("plannedDate", "2026-12-01");
        String foreignSale = goods.sold(stranger, lamp, 1);
        String foreignReturn = goods.returned(stranger, lamp, 1);

        String changed = "repair-orders/" + draft("none");
        for (Endpoint write : List.of(
                Endpoint.of("POST /repair-orders", repairer, "repair-orders", order)
                        .or("description", "The other one does not light either"),
                Endpoint.of("PATCH /repair-orders/{id}", repairer, changed, order)
                        .at(repairer.get(changed).etag()))) {
            add(write.but("saleOrderId", foreignSale, "foreign-sale-order")
                    .but("returnId", foreignReturn, "foreign-return")
                    .but("customerId", stranger, "foreign-sale-order|foreign-return")
                    .but("quantity", 2, "quantity-exceeds-return"));
        }
        steps();
    }

    private void steps() {
        add(step("confirm", draft("none"), null));
        add(step("start", moved("none", "confirm"), null));
        // Without parts, so that it is repaired at once rather than when inventory answers.
        order.put("parts", List.of());
        add(step("finish", moved("none", "confirm", "start"), Map.of("force", false))
                .or("force", true));
        add(step("invoice", moved("before", "confirm"), null));
        add(step("cancel", draft("none"), null));
        add(step("reset", moved("none", "cancel"), null));
    }

    private Endpoint step(String step, String id, Map<String, ?> body) {
        String path = "repair-orders/" + id;
        return Endpoint.of("POST /repair-orders/{id}/" + step, repairer, path + "/" + step, body)
                .at(repairer.get(path).etag());
    }

    /** What is repaired, and all that can be said of it. */
    static Map<String, Object> repair(Desk desk, String product, String saleOrder, String goodsReturn) {
        Map<String, Object> repair = new LinkedHashMap<>(Map.of(
                "productId",
                product,
                "quantity",
                1,
                "serialNumber",
                "S1",
                "description",
                "It does not light",
                "saleOrderId",
                saleOrder,
                "returnId",
                goodsReturn,
                "invoiceMethod",
                "none",
                "underWarranty",
                false,
                "repairNotes",
                "Mind the glass",
                "quotationNotes",
                "Ready by Friday"));
        repair.put(
                "parts",
                List.of(Map.of(
                        "kind",
                        "add",
                        "productId",
                        product,
                        "quantity",
                        1,
                        "unitPrice",
                        "5.00",
                        "taxIds",
                        List.of(desk.taxId()))));
        repair.put(
                "operations",
                List.of(Map.of(
                        "description",
                        "Replace the switch",
                        "quantity",
                        1,
                        "unitPrice",
                        "50.00",
                        "taxIds",
                        List.of(desk.taxId()))));
        return repair;
    }

    private String draft(String invoiceMethod) {
        Map<String, Object> draft = new LinkedHashMap<>(order);
        draft.put("invoiceMethod", invoiceMethod);
        return Awaitility.await("an order for what repair has heard of")
                .atMost(PATIENCE)
                .<Answer>until(() -> repairer.post("repair-orders", draft), answer -> answer.status() == 201)
                .at("/id");
    }

    private String moved(String invoiceMethod, String... steps) {
        String id = draft(invoiceMethod);
        for (String step : steps) {
            repairer.post("repair-orders/%s/%s".formatted(id, step), Map.of()).expect(200);
        }
        return id;
    }
}
