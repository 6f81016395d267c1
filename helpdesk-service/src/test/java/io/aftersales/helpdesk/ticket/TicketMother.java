package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.customer.Customer;
import io.aftersales.helpdesk.stage.Stage;
import io.aftersales.helpdesk.stage.StageMother;
import io.aftersales.helpdesk.team.Team;

import java.time.Instant;

/** Tickets for unit tests. */
public final class TicketMother {

    private TicketMother() {}

    public static Ticket open(Team team, Customer customer) {
        return in(StageMother.open(), team, customer);
    }

    public static Ticket closed(Team team, Customer customer) {
        return in(StageMother.folded(), team, customer);
    }

    private static Ticket in(Stage stage, Team team, Customer customer) {
        Ticket ticket = new Ticket(Instant.EPOCH);
        ticket.describe(
                new TicketForm("It broke", null, null, team.id(), null, null, null, null, null, null, null),
                customer,
                team,
                null);
        ticket.enter(stage, Instant.EPOCH);
        ticket.assignNumber("HT00001");
        return ticket;
    }
}
