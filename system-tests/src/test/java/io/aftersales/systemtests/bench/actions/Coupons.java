package io.aftersales.systemtests.bench.actions;

import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.bench.load.Load;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.Json;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Coupons of one program, for tickets of a hundred customers. */
public final class Coupons implements ActionKind {

    private static final int CUSTOMERS = 100;
    private static final int CALLERS = 32;

    private final Desk desk;
    private final FrontEnd agent;
    private final String programId;
    private final List<String> customers;

    public Coupons(RunningSuite suite, Desk desk, FrontEnd agent) {
        this.desk = desk;
        this.agent = agent;
        this.customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(number -> desk.customer("Customer " + number))
                .toList();
        this.programId = program(suite);
    }

    private static String program(RunningSuite suite) {
        Map<String, ?> tenPercent = Map.of(
                "name", "Goodwill", "validityDays", 30, "reward", Map.of("kind", "percentage", "percentage", 10));
        // Until loyalty has heard of our company it does not know the currency.
        return Awaitility.await("a coupon program")
                .atMost(Duration.ofSeconds(60))
                .until(() -> suite.as("lola").post("coupon-programs", tenPercent), answer -> answer.status() == 201)
                .at("/id");
    }

    @Override
    public String name() {
        return "coupon";
    }

    @Override
    public String button() {
        return "coupons";
    }

    @Override
    public List<Request> prepare(int count) {
        Request[] requests = new Request[count];
        String coupon = Json.write(Map.of("programId", programId));
        Load.byCallers(
                CALLERS,
                count,
                number -> agent.enter("tickets", ticket(customers.get(number % CUSTOMERS)))
                        .thenAccept(ticket -> requests[number] =
                                new Request(Json.read(ticket.body()).path("id").asText(), "coupons", coupon)));
        return List.of(requests);
    }

    private String ticket(String customer) {
        return Json.write(Map.of("subject", "It came broken", "customerId", customer, "teamId", desk.teamId()));
    }
}
