package io.aftersales.systemtests.bench.actions;

import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.Json;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Coupons of one program, for tickets of a hundred customers. */
public final class Coupons implements ActionKind {

    private final String programId;
    private final Tickets tickets;

    public Coupons(RunningSuite suite, Desk desk, FrontEnd agent) {
        this.tickets = new Tickets(desk, agent);
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
        String coupon = Json.write(Map.of("programId", programId));
        return tickets.each(count, "coupons", number -> coupon);
    }
}
