package io.aftersales.systemtests.bench.actions;

import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.Json;

import java.util.List;
import java.util.Map;

/** Full refunds of distinct invoices of one line with tax, of a hundred customers. */
public final class Refunds implements ActionKind {

    private final RunningSuite suite;
    private final Desk desk;
    private final Tickets tickets;

    public Refunds(RunningSuite suite, Desk desk, FrontEnd agent) {
        this.suite = suite;
        this.desk = desk;
        this.tickets = new Tickets(desk, agent);
    }

    @Override
    public String name() {
        return "full refund";
    }

    @Override
    public String button() {
        return "credit-notes";
    }

    @Override
    public List<Request> prepare(int count) {
        List<String> invoices = new Imported(suite, "anna")
                .ids(
                        "invoices",
                        "invoices?state=posted&paymentState=not_paid",
                        count,
                        number -> Map.of(
                                "state",
                                "posted",
                                "customerId",
                                tickets.customer(number),
                                "lines",
                                List.of(desk.line("A lamp with three arms", 2, "19.90"))));
        return tickets.each(count, "refunds", number -> request(invoices.get(number)));
    }

    private static String request(String invoiceId) {
        return Json.write(Map.of("invoiceId", invoiceId, "method", "full", "reason", "It came broken"));
    }
}
