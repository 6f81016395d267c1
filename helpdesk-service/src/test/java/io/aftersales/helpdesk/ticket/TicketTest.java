package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.stage.StageMother;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class TicketTest {

    @Test
    void isNotClosedBeforeItWasOpenedWhateverTheClocksOfTheReplicasSay() {
        Instant opened = Instant.parse("2026-11-29T09:00:30Z");
        Ticket ticket = new Ticket(opened);

        ticket.enter(StageMother.folded(), opened.minusSeconds(60));

        assertThat(ticket.closedAt()).isEqualTo(opened);
    }
}
