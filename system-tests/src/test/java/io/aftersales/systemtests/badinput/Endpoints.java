package io.aftersales.systemtests.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A right request for every POST and PATCH. A new endpoint has to be entered here, else the test fails. */
final class Endpoints {

    private final RunningSuite suite;
    private final Desk desk;
    private final Caller agent;
    private final Caller manager;
    private final Caller accountant;
    private final Caller keeper;
    private final List<Endpoint> all = new ArrayList<>();

    private Endpoints(RunningSuite suite, Desk desk) {
        this.suite = suite;
        this.desk = desk;
        this.agent = desk.agent();
        this.manager = desk.manager();
        this.accountant = desk.accountant();
        this.keeper = suite.as("ines");
    }

    static List<Endpoint> of(RunningSuite suite, Desk desk) {
        Endpoints endpoints = new Endpoints(suite, desk);
        endpoints.helpdesk();
        endpoints.tickets();
        endpoints.returns();
        endpoints.accounting();
        endpoints.inventory();
        endpoints.fieldService();
        endpoints.portal();
        endpoints.administration();
        return endpoints.all;
    }

    private void helpdesk() {
        Map<String, ?> address = Map.of(
                "street", "1 Example Street", "street2", "Yard", "city", "London", "zip", "EC1A", "country", "UK");
        all.add(Endpoint.of(
                        "PATCH /company",
                        manager,
                        "company",
                        Map.of(
                                "name",
                                "Example Ltd",
                                "address",
                                address,
                                "vatId",
                                "GB1",
                                "currency",
                                "EUR",
                                "timeZone",
                                "UTC"))
                .at(manager.get("company").etag()));

        Map<String, Object> customer = new LinkedHashMap<>(Map.of(
                "name", "Eve Example",
                "email", "eve@example.com",
                "phone", "+44 1",
                "address", address,
                "vatId", "GB2",
                "parentId", desk.customer("Example Group"),
                "externalReference", "crm-1"));
        all.add(Endpoint.of("POST /customers", agent, "customers", customer).or("name", "Eva Example"));
        String someone = desk.customer("Someone");
        Map<String, Object> change = new LinkedHashMap<>(customer);
        change.put("externalReference", "crm-2");
        all.add(Endpoint.of("PATCH /customers/{id}", agent, "customers/" + someone, change)
                .at(agent.get("customers/" + someone).etag()));

        Map<String, Object> team = new LinkedHashMap<>(Map.of(
                "name", "Second line",
                "visibility", "internal",
                "members", List.of("agnes"),
                "followers", List.of(Map.of("email", "team@example.com")),
                "services", Map.of("refunds", true)));
        all.add(Endpoint.of("POST /teams", manager, "teams", team).or("visibility", "private"));
        String third = manager.post("teams", Map.of("name", "Third line", "visibility", "public"))
                .expect(201)
                .at("/id");
        Map<String, Object> teamChange = new LinkedHashMap<>(team);
        teamChange.put("name", "Third line and more");
        all.add(Endpoint.of("PATCH /teams/{id}", manager, "teams/" + third, teamChange)
                .at(manager.get("teams/" + third).etag()));

        all.add(Endpoint.of(
                        "POST /stages", manager, "stages", Map.of("name", "Waiting", "position", 15, "folded", false))
                .or("position", 16));
        String parked = manager.post("stages", Map.of("name", "Parked", "position", 17))
                .expect(201)
                .at("/id");
        all.add(Endpoint.of(
                        "PATCH /stages/{id}",
                        manager,
                        "stages/" + parked,
                        Map.of("name", "Parked", "position", 18, "folded", false))
                .at(manager.get("stages/" + parked).etag()));
    }

    private void tickets() {
        String customer = desk.customer("Tim Example");
        Map<String, Object> ticket = new LinkedHashMap<>(Map.of(
                "subject", "It came broken",
                "description", "All of it",
                "customerId", customer,
                "teamId", desk.teamId(),
                "assignee", "agnes",
                "priority", 1,
                "serialNumber", "S1"));
        all.add(Endpoint.of("POST /tickets", agent, "tickets", ticket).or("priority", 2));
        String changed = desk.ticket(customer);
        all.add(Endpoint.of("PATCH /tickets/{id}", agent, "tickets/" + changed, ticket)
                .at(agent.get("tickets/" + changed).etag()));
        String solved = stage(true);
        String closing = desk.ticket(customer);
        all.add(Endpoint.of(
                        "POST /tickets/{id}/close",
                        agent,
                        "tickets/%s/close".formatted(closing),
                        Map.of("reason", "Solved", "stageId", solved))
                .or("reason", "Given up")
                .at(agent.get("tickets/" + closing).etag()));
        String closed = desk.ticket(customer);
        agent.post("tickets/%s/close".formatted(closed), Map.of()).expect(200);
        all.add(Endpoint.of(
                        "POST /tickets/{id}/reopen",
                        agent,
                        "tickets/%s/reopen".formatted(closed),
                        Map.of("stageId", stage(false)))
                .at(agent.get("tickets/" + closed).etag()));
        String talked = desk.ticket(customer);
        all.add(Endpoint.of(
                        "POST /tickets/{ticketId}/messages",
                        agent,
                        "tickets/%s/messages".formatted(talked),
                        Map.of("kind", "comment", "body", "Hello"))
                .or("body", "Good bye"));
        all.add(Endpoint.of(
                        "POST /tickets/{ticketId}/followers",
                        agent,
                        "tickets/%s/followers".formatted(talked),
                        Map.of("email", "friend@example.com"))
                .or("email", "foe@example.com"));
        JsonNode invoice = desk.postedInvoice(customer, List.of(desk.line("Lamp", 3, "10.00")));
        all.add(Endpoint.of(
                        "POST /tickets/{ticketId}/refunds",
                        agent.waiting(10),
                        "tickets/%s/refunds".formatted(desk.ticket(customer)),
                        Map.of(
                                "invoiceId", invoice.path("id").asText(),
                                "method", "partial",
                                "reasonCode", "damaged",
                                "reason", "Broken",
                                "date", "2026-11-02",
                                "lines",
                                        List.of(Map.of(
                                                "invoiceLineId",
                                                invoice.at("/lines/0/id").asText(),
                                                "quantity",
                                                1,
                                                "unitPrice",
                                                "5.00"))))
                .or("reason", "Lost"));
    }

    private void returns() {
        String customer = desk.customer("Rob Example");
        String delivery = delivered(customer, goods(10), 3);
        String line = keeper.get("deliveries/" + delivery).expect(200).at("/lines/0/id");
        all.add(Endpoint.of(
                        "POST /tickets/{ticketId}/returns",
                        agent.waiting(10),
                        "tickets/%s/returns".formatted(desk.ticket(customer)),
                        Map.of(
                                "deliveryId",
                                delivery,
                                "returnLocationId",
                                location("Returns shelf"),
                                "exchange",
                                true,
                                "lines",
                                List.of(Map.of("deliveryLineId", line, "quantity", 1, "serialNumbers", List.of()))))
                .or("exchange", false));
    }

    private void inventory() {
        String customer = desk.customer("Ivy Example");
        Map<String, Object> product = new LinkedHashMap<>(
                Map.of("sku", "LAMP-1", "name", "Lamp", "kind", "goods", "tracking", "none", "active", true));
        product.put("externalReference", "shop-1");
        all.add(Endpoint.of("POST /products", keeper, "products", product).or("name", "Better lamp"));
        String changed = goods(0);
        Map<String, Object> change = new LinkedHashMap<>(product);
        change.put("sku", "LAMP-2");
        change.put("externalReference", "shop-2");
        all.add(Endpoint.of("PATCH /products/{id}", keeper, "products/" + changed, change)
                .at(keeper.get("products/" + changed).etag()));
        all.add(Endpoint.of("POST /locations", keeper, "locations", Map.of("name", "Shelf"))
                .or("name", "Other shelf"));
        String lamp = goods(20);
        all.add(Endpoint.of(
                        "POST /stock",
                        keeper,
                        "stock",
                        Map.of(
                                "productId",
                                goods(0),
                                "locationId",
                                location("Cellar"),
                                "quantity",
                                5,
                                "reason",
                                "Found"))
                .or("reason", "Bought in"));
        Map<String, Object> lines = new LinkedHashMap<>(
                Map.of("customerId", customer, "lines", List.of(Map.of("productId", lamp, "quantity", 2))));
        Map<String, Object> order = new LinkedHashMap<>(lines);
        order.put("date", "2026-11-01");
        order.put("externalReference", "order-1");
        all.add(Endpoint.of("POST /sale-orders", keeper, "sale-orders", order).or("date", "2026-11-02"));
        Map<String, Object> delivery = new LinkedHashMap<>(lines);
        delivery.put("externalReference", "delivery-1");
        all.add(Endpoint.of("POST /deliveries", keeper, "deliveries", delivery).or("externalReference", "delivery-2"));
        String draft = draft(customer, lamp, 1);
        all.add(Endpoint.of("POST /deliveries/{id}/reserve", keeper, "deliveries/%s/reserve".formatted(draft), null)
                .at(keeper.get("deliveries/" + draft).etag()));
        String cancelled = draft(customer, lamp, 1);
        all.add(Endpoint.of("POST /deliveries/{id}/cancel", keeper, "deliveries/%s/cancel".formatted(cancelled), null)
                .at(keeper.get("deliveries/" + cancelled).etag()));
        String ready = draft(customer, lamp, 2);
        keeper.post("deliveries/%s/reserve".formatted(ready), Map.of()).expect(200);
        Answer shown = keeper.get("deliveries/" + ready).expect(200);
        all.add(Endpoint.of(
                        "POST /deliveries/{id}/validate",
                        keeper,
                        "deliveries/%s/validate".formatted(ready),
                        Map.of(
                                "rest",
                                "drop",
                                "date",
                                "2026-11-01",
                                "lines",
                                List.of(Map.of("deliveryLineId", shown.at("/lines/0/id"), "quantity", 1))))
                .or("rest", "back-order")
                .at(shown.etag()));
        goodsReturns(customer, lamp);
    }

    private void goodsReturns(String customer, String lamp) {
        for (String verb : List.of("validate", "cancel")) {
            String delivery = delivered(customer, lamp, 2);
            String goods = agent.waiting(20)
                    .once(Desk.newKey())
                    .post("tickets/%s/returns".formatted(desk.ticket(customer)), Map.of("deliveryId", delivery))
                    .expect(201)
                    .at("/documents/0/id");
            Answer shown = keeper.get("returns/" + goods).expect(200);
            Map<String, ?> came = Map.of(
                    "date",
                    "2026-11-02",
                    "lines",
                    List.of(Map.of("returnLineId", shown.at("/lines/0/id"), "quantity", 1)));
            all.add(Endpoint.of(
                            "POST /returns/{id}/" + verb,
                            keeper,
                            "returns/%s/%s".formatted(goods, verb),
                            verb.equals("validate") ? came : null)
                    .at(shown.etag()));
        }
    }

    private String goods(int inStock) {
        Map<String, ?> product = Map.of("sku", "SKU-" + UUID.randomUUID(), "name", "Lamp", "kind", "goods");
        String id = keeper.post("products", product).expect(201).at("/id");
        if (inStock > 0) {
            Awaitility.await("stock of a lamp")
                    .atMost(Duration.ofMinutes(1))
                    .until(() ->
                            keeper.post("stock", Map.of("productId", id, "quantity", inStock, "reason", "Bought in"))
                                            .status()
                                    == 201);
        }
        return id;
    }

    private String location(String name) {
        return keeper.post("locations", Map.of("name", name)).expect(201).at("/id");
    }

    private String draft(String customer, String product, int quantity) {
        Map<String, ?> lines =
                Map.of("customerId", customer, "lines", List.of(Map.of("productId", product, "quantity", quantity)));
        return keeper.post("deliveries", lines).expect(201).at("/id");
    }

    private String delivered(String customer, String product, int quantity) {
        String delivery = draft(customer, product, quantity);
        keeper.post("deliveries/%s/reserve".formatted(delivery), Map.of()).expect(200);
        keeper.post("deliveries/%s/validate".formatted(delivery), Map.of()).expect(200);
        return delivery;
    }

    private void accounting() {
        String customer = desk.customer("Ann Example");
        Map<String, Object> line = desk.line("Lamp", 3, "10.00");
        line.put("discount", 5);
        Map<String, Object> invoice = new LinkedHashMap<>(Map.of(
                "customerId", customer,
                "date", "2026-11-01",
                "dueDate", "2026-12-01",
                "externalReference", "shop-1",
                "lines", List.of(line)));
        all.add(Endpoint.of("POST /invoices", accountant, "invoices", invoice).or("dueDate", "2026-12-02"));
        Map<String, Object> change = new LinkedHashMap<>(invoice);
        change.put("externalReference", "shop-2");
        String draft = desk.draftInvoice(customer, "10.00").at("/id");
        all.add(Endpoint.of("PATCH /invoices/{id}", accountant, "invoices/" + draft, change)
                .at(accountant.get("invoices/" + draft).etag()));
        for (String verb : List.of("post", "cancel")) {
            String one = desk.draftInvoice(customer, "10.00").at("/id");
            all.add(Endpoint.of("POST /invoices/{id}/" + verb, accountant, "invoices/%s/%s".formatted(one, verb), null)
                    .at(accountant.get("invoices/" + one).etag()));
        }
        String payable = desk.postedInvoice(customer, "10.00").path("id").asText();
        all.add(Endpoint.of(
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
        all.add(Endpoint.of("POST /taxes", accountant, "taxes", Map.of("name", "VAT 7 %", "rate", 7, "active", true))
                .or("rate", 8));
        String tax = accountant
                .post("taxes", Map.of("name", "VAT 3 %", "rate", 3))
                .expect(201)
                .at("/id");
        all.add(Endpoint.of(
                        "PATCH /taxes/{id}",
                        accountant,
                        "taxes/" + tax,
                        Map.of("name", "VAT 4 %", "rate", 4, "active", false))
                .at(accountant.get("taxes/" + tax).etag()));
        all.add(Endpoint.of(
                        "POST /credit-note-reasons",
                        accountant,
                        "credit-note-reasons",
                        Map.of("code", "late", "label", "Came late"))
                .or("label", "Came too late"));
        all.add(Endpoint.of(
                        "PATCH /credit-note-reasons/{code}",
                        accountant,
                        "credit-note-reasons/goodwill",
                        Map.of("label", "Out of goodwill", "active", true))
                .at(accountant.get("credit-note-reasons/goodwill").etag()));
        all.add(Endpoint.of(
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
        all.add(Endpoint.of(
                        "POST /outstanding-credits/{id}/allocate",
                        accountant,
                        credit + "/allocate",
                        Map.of("invoiceId", open, "amount", euros("1.00")))
                .or("amount", euros("2.00")));
        all.add(Endpoint.of(
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
                .post("invoices/%s/payments".formatted(paid), Map.of("amount", euros("10.00")))
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
        all.add(Endpoint.of(
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
            all.add(Endpoint.of("POST /credit-notes/{id}/" + verb, accountant, note + "/" + verb, null)
                    .at(accountant.get(note).etag()));
        }
    }

    /** The technician whose requests are refused is of the project, so that the tasks are no secret to them. */
    private void fieldService() {
        Caller fieldManager = suite.as("fiona");
        String customer = desk.customer("Flo Example");
        Map<String, Object> newProject = project("Visits");
        all.add(Endpoint.of("POST /projects", fieldManager, "projects", newProject)
                .or("name", "Other visits"));
        String changed =
                fieldManager.post("projects", project("Surveys")).expect(201).at("/id");
        all.add(Endpoint.of("PATCH /projects/{id}", fieldManager, "projects/" + changed, project("More surveys"))
                .at(fieldManager.get("projects/" + changed).etag()));
        String project = fieldManager
                .post("projects", project("Repairs on site"))
                .expect(201)
                .at("/id");
        Map<String, Object> task = new LinkedHashMap<>(Map.of(
                "title",
                "Fix the shelf",
                "description",
                "To the wall",
                "projectId",
                project,
                "customerId",
                customer,
                "address",
                Map.of("street", "1 Example Street", "city", "London"),
                "plannedStart",
                "2026-12-01T09:00:00Z",
                "plannedEnd",
                "2026-12-01T10:00:00Z",
                "priority",
                1));
        all.add(Endpoint.of("POST /tasks", fieldManager, "tasks", task).or("priority", 2));
        for (String write : List.of("PATCH /tasks/{id}", "PATCH /tasks/{id}/worksheet")) {
            String path = write.substring("PATCH /".length()).replace("{id}", task(fieldManager, task));
            Map<String, ?> body =
                    write.endsWith("worksheet") ? Map.of("done", "Fixed", "minutesSpent", 40, "signedBy", "Flo") : task;
            all.add(Endpoint.of(write, fieldManager, path, body)
                    .at(fieldManager.get(path).etag()));
        }
        all.add(Endpoint.of(
                        "POST /tasks/{id}/messages",
                        fieldManager,
                        "tasks/%s/messages".formatted(task(fieldManager, task)),
                        Map.of("kind", "comment", "body", "Hello"))
                .or("body", "Good bye"));
        all.add(Endpoint.of(
                        "POST /tickets/{ticketId}/tasks",
                        agent.waiting(10),
                        "tickets/%s/tasks".formatted(ticketOf(customer, project)),
                        Map.of(
                                "title", "Fix the shelf",
                                "description", "To the wall",
                                "projectId", project,
                                "plannedStart", "2026-12-01T09:00:00Z",
                                "plannedEnd", "2026-12-01T10:00:00Z",
                                "assigneeIds", List.of("theo")))
                .or("title", "Fix the other shelf"));
    }

    /** By a customer of its own; that of the requests that are refused is nobody's contact. */
    private void portal() {
        String customer = desk.customer("Carla Customer");
        suite.processes().identity().actsFor("carla", customer);
        Caller carla = suite.as("carla");
        Caller fieldManager = suite.as("fiona");
        String project = fieldManager
                .post("projects", project("For customers"))
                .expect(201)
                .at("/id");
        all.add(Endpoint.of(
                        "POST /portal/tickets/{id}/messages",
                        carla,
                        "portal/tickets/%s/messages".formatted(ticketOf(customer, project)),
                        Map.of("body", "Hello"))
                .or("body", "Good bye"));
        all.add(Endpoint.of(
                "POST /portal/tickets/{id}/close",
                carla,
                "portal/tickets/%s/close".formatted(ticketOf(customer, project)),
                null));
        Map<String, ?> task = Map.of("title", "Fix the shelf", "projectId", project, "customerId", customer);
        all.add(Endpoint.of(
                        "POST /portal/tasks/{id}/messages",
                        carla,
                        "portal/tasks/%s/messages".formatted(task(fieldManager, task)),
                        Map.of("body", "Hello"))
                .or("body", "Good bye"));
    }

    private static Map<String, Object> project(String name) {
        return new LinkedHashMap<>(Map.of(
                "name",
                name,
                "stages",
                List.of(Map.of("name", "New", "closed", false), Map.of("name", "Done", "closed", true)),
                "technicians",
                List.of(Map.of("sub", "theo", "name", "Theo Technician")),
                "visibleToCustomers",
                true,
                "archived",
                false));
    }

    private static String task(Caller fieldManager, Map<String, ?> task) {
        return Awaitility.await("a task of a customer that field service has heard of")
                .until(() -> fieldManager.post("tasks", task), answer -> answer.status() == 201)
                .at("/id");
    }

    /** A ticket of a team that offers field service and lets customers close tickets. */
    private String ticketOf(String customer, String project) {
        String team = Awaitility.await("a team whose project the helpdesk has heard of")
                .until(
                        () -> manager.post(
                                "teams",
                                Map.of(
                                        "name",
                                        "Visits " + UUID.randomUUID(),
                                        "visibility",
                                        "public",
                                        "services",
                                        Map.of("fieldService", true),
                                        "defaultProjectId",
                                        project,
                                        "closedByCustomers",
                                        true)),
                        answer -> answer.status() == 201)
                .at("/id");
        return agent.post("tickets", Map.of("subject", "The shelf came loose", "customerId", customer, "teamId", team))
                .expect(201)
                .at("/id");
    }

    private void administration() {
        Caller operator = suite.as("olga");
        all.add(Endpoint.of("POST /admin/{service}/republish", operator, "admin/accounting/republish", null));
        String letter = "admin/accounting/dead-letters/" + deadLetter(operator);
        all.add(Endpoint.of("POST /admin/{service}/dead-letters/{id}/replay", operator, letter + "/replay", null)
                .isRefused("422"));
        all.add(Endpoint.of(
                "POST /admin/{service}/dead-letters/{id}/discard",
                operator,
                letter + "/discard",
                Map.of(
                        "actionId", UUID.randomUUID().toString(),
                        "ticketId", UUID.randomUUID().toString(),
                        "reason", "Nobody knows what it was")));
    }

    /** Writes a command that nobody can read, and waits until accounting has put it aside. */
    private String deadLetter(Caller operator) {
        suite.topics().write("reverse-invoice", UUID.randomUUID().toString(), "no command");
        return Awaitility.await("the dead letter")
                .until(
                        () -> operator.get("admin/accounting/dead-letters")
                                .expect(200)
                                .at("/items/0/id"),
                        id -> !id.isEmpty());
    }

    private String draftNote(String customer, JsonNode invoice) {
        return desk.refund(
                        desk.ticket(customer),
                        Map.of("invoiceId", invoice.path("id").asText(), "method", "partial"))
                .at("/documents/0/id")
                .asText();
    }

    private String stage(boolean folded) {
        for (JsonNode stage : agent.get("stages").expect(200).body().path("items")) {
            if (stage.path("folded").asBoolean() == folded) {
                return stage.path("id").asText();
            }
        }
        throw new AssertionError("no such stage");
    }
}
