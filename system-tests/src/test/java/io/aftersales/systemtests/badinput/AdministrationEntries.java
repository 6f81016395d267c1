package io.aftersales.systemtests.badinput;

import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import org.awaitility.Awaitility;

import java.util.Map;
import java.util.UUID;

/** What an operator does. */
final class AdministrationEntries extends Entries {

    AdministrationEntries(RunningSuite suite, Desk desk) {
        super(suite, desk);
    }

    @Override
    void enter() {
        Caller operator = suite.as("olga");
        add(Endpoint.of("POST /admin/{service}/republish", operator, "admin/accounting/republish", null));
        String letter = "admin/accounting/dead-letters/" + deadLetter(operator);
        add(Endpoint.of("POST /admin/{service}/dead-letters/{id}/replay", operator, letter + "/replay", null)
                .isRefused("422"));
        add(Endpoint.of(
                        "POST /admin/{service}/dead-letters/{id}/discard",
                        operator,
                        letter + "/discard",
                        Map.of(
                                "actionId", UUID.randomUUID().toString(),
                                "ticketId", UUID.randomUUID().toString(),
                                "reason", "Nobody knows what it was"))
                .unasked("actionId", "ticketId"));
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
}
