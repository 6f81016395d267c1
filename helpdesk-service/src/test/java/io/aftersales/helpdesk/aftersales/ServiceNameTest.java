package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.customer.Customer;
import io.aftersales.helpdesk.customer.CustomerMother;
import io.aftersales.helpdesk.team.Team;
import io.aftersales.helpdesk.team.TeamMother;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.helpdesk.ticket.TicketMother;
import org.junit.jupiter.api.Test;

import java.util.Set;

import static io.aftersales.helpdesk.HelpdeskProblem.NOT_ENABLED;
import static io.aftersales.helpdesk.HelpdeskProblem.NO_CUSTOMER;
import static io.aftersales.helpdesk.HelpdeskProblem.SERVICE_NOT_INSTALLED;
import static io.aftersales.helpdesk.HelpdeskProblem.TICKET_CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

class ServiceNameTest {

    private static final ServiceName REFUND = new ServiceName("refund", "refunds", "accounting", 10);
    private static final Set<String> INSTALLED = Set.of("helpdesk", "accounting");

    private final Team refunding = TeamMother.offering("refunds");
    private final Customer customer = CustomerMother.named("Ada");

    @Test
    void nothingStandsInTheWayOnAnOpenTicketWithACustomerInATeamThatOffersIt() {
        assertThat(REFUND.obstacle(TicketMother.open(refunding, customer), INSTALLED))
                .isEmpty();
    }

    @Test
    void aTeamOffersOnlyWhatItHasSwitchedOn() {
        Ticket ticket = TicketMother.open(TeamMother.offering("coupons"), customer);

        assertThat(REFUND.obstacle(ticket, INSTALLED)).contains(NOT_ENABLED);
    }

    @Test
    void aServiceThatNeverAnnouncedItselfCannotBeAsked() {
        assertThat(REFUND.obstacle(TicketMother.open(refunding, customer), Set.of("helpdesk")))
                .contains(SERVICE_NOT_INSTALLED);
    }

    @Test
    void aClosedTicketAsksForNothing() {
        assertThat(REFUND.obstacle(TicketMother.closed(refunding, customer), INSTALLED))
                .contains(TICKET_CLOSED);
    }

    @Test
    void aTicketWithoutCustomerAsksForNothing() {
        assertThat(REFUND.obstacle(TicketMother.open(refunding, null), INSTALLED))
                .contains(NO_CUSTOMER);
    }

    @Test
    void ofSeveralObstaclesTheFirstIsNamed() {
        assertThat(REFUND.obstacle(TicketMother.closed(TeamMother.offering(), null), Set.of()))
                .contains(NOT_ENABLED);
        assertThat(REFUND.obstacle(TicketMother.closed(refunding, null), Set.of()))
                .contains(SERVICE_NOT_INSTALLED);
        assertThat(REFUND.obstacle(TicketMother.closed(refunding, null), INSTALLED))
                .contains(TICKET_CLOSED);
    }
}
