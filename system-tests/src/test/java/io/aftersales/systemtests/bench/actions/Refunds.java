package io.aftersales.systemtests.bench.actions;

import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.bench.load.Load;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.Json;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Full refunds of distinct invoices of one line with tax, of a hundred customers. */
public final class Refunds implements ActionKind {

    private static final int CUSTOMERS = 100;
    private static final int CALLERS = 32;

    private final RunningSuite suite;
    private final Desk desk;
    private final FrontEnd agent;
    private final List<String> customers;

    public Refunds(RunningSuite suite, Desk desk, FrontEnd agent) {
        this.suite = suite;
        this.desk = desk;
        this.agent = agent;
        this.customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(number -> desk.customer("Customer " + number))
                .toList();
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
                                customer(number),
                                "lines",
                                List.of(desk.line("A lamp with three arms", 2, "19.90"))));
        Request[] requests = new Request[count];
        Load.byCallers(
                CALLERS,
                count,
                number -> ticket(customer(number))
                        .thenAccept(ticket -> requests[number] = request(invoices.get(number), ticket)));
        return List.of(requests);
    }

    private String customer(int number) {
        return customers.get(number % CUSTOMERS);
    }

    private CompletionStage<String> ticket(String customer) {
        String ticket =
                Json.write(Map.of("subject", "It came broken", "customerId", customer, "teamId", desk.teamId()));
        return agent.enter("tickets", ticket)
                .thenApply(reply -> Json.read(reply.body()).path("id").asText());
    }

    private static Request request(String invoiceId, String ticketId) {
        return new Request(
                ticketId,
                "refunds",
                Json.write(Map.of("invoiceId", invoiceId, "method", "full", "reason", "It came broken")));
    }
}
