package io.aftersales.systemtests.bench.actions;

import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.bench.load.Load;
import io.aftersales.testkit.Json;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Full refunds of distinct invoices of one line with tax, of a hundred customers. */
public final class Refunds implements ActionKind {

    private static final int CUSTOMERS = 100;
    private static final int CALLERS = 32;

    private final Desk desk;
    private final FrontEnd agent;
    private final FrontEnd accountant;
    private final List<String> customers;

    public Refunds(Desk desk, FrontEnd agent, FrontEnd accountant) {
        this.desk = desk;
        this.agent = agent;
        this.accountant = accountant;
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
        Request[] requests = new Request[count];
        Load.byCallers(CALLERS, count, number -> {
            String customer = customers.get(number % CUSTOMERS);
            return postedInvoice(customer)
                    .thenCombine(ticket(customer), Refunds::request)
                    .thenAccept(request -> requests[number] = request);
        });
        return List.of(requests);
    }

    private CompletionStage<String> postedInvoice(String customer) {
        String draft = Json.write(
                Map.of("customerId", customer, "lines", List.of(desk.line("A lamp with three arms", 2, "19.90"))));
        return accountant
                .enter("invoices", draft)
                .thenCompose(invoice -> accountant.enter("invoices/" + id(invoice) + "/post", "{}"))
                .thenApply(Refunds::id);
    }

    private CompletionStage<String> ticket(String customer) {
        String ticket =
                Json.write(Map.of("subject", "It came broken", "customerId", customer, "teamId", desk.teamId()));
        return agent.enter("tickets", ticket).thenApply(Refunds::id);
    }

    private static String id(FrontEnd.Reply reply) {
        return Json.read(reply.body()).path("id").asText();
    }

    private static Request request(String invoiceId, String ticketId) {
        return new Request(
                ticketId,
                "refunds",
                Json.write(Map.of("invoiceId", invoiceId, "method", "full", "reason", "It came broken")));
    }
}
