package io.aftersales.systemtests.bench.actions;

import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.bench.actions.ActionKind.Request;
import io.aftersales.systemtests.bench.load.Load;
import io.aftersales.testkit.Json;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Tickets of a hundred customers, in turn: one for each request. */
final class Tickets {

    private static final int CUSTOMERS = 100;
    private static final int CALLERS = 32;

    private final Desk desk;
    private final FrontEnd agent;
    private final List<String> customers;

    Tickets(Desk desk, FrontEnd agent) {
        this.desk = desk;
        this.agent = agent;
        this.customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(number -> desk.customer("Customer " + number))
                .toList();
    }

    /** Whose ticket the one with this number is. */
    String customer(int number) {
        return customers.get(number % CUSTOMERS);
    }

    /**
     * Opens a ticket for each request.
     *
     * @param collection below the ticket's path, to which requests are sent
     * @param body of the request with a number, as JSON
     */
    List<Request> each(int count, String collection, IntFunction<String> body) {
        Request[] requests = new Request[count];
        Load.byCallers(
                CALLERS,
                count,
                number -> open(number)
                        .thenAccept(ticket -> requests[number] = new Request(ticket, collection, body.apply(number))));
        return List.of(requests);
    }

    private CompletionStage<String> open(int number) {
        String ticket = Json.write(
                Map.of("subject", "It came broken", "customerId", customer(number), "teamId", desk.teamId()));
        return agent.enter("tickets", ticket)
                .thenApply(reply -> Json.read(reply.body()).path("id").asText());
    }
}
