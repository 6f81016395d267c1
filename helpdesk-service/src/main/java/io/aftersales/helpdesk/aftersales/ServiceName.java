package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.helpdesk.ticket.Ticket;

import java.util.Optional;
import java.util.Set;

/**
 * What an after-sales service is known by, and the rules that it shares with all others.
 *
 * @param kind of its actions, such as {@code refund}
 * @param teamSwitch by which a team switches it on, such as {@code refunds}
 * @param owner the service that does the work, such as {@code accounting}
 * @param position among the services and smart buttons of a ticket, ascending
 */
public record ServiceName(String kind, String teamSwitch, String owner, int position) {

    /**
     * The rule, if any, that keeps this service from being asked from a ticket right now; the first that applies.
     *
     * @param installed services that have announced themselves
     */
    Optional<HelpdeskProblem> obstacle(Ticket ticket, Set<String> installed) {
        if (!ticket.team().offers(teamSwitch)) {
            return Optional.of(HelpdeskProblem.NOT_ENABLED);
        }
        if (!installed.contains(owner)) {
            return Optional.of(HelpdeskProblem.SERVICE_NOT_INSTALLED);
        }
        if (ticket.isClosed()) {
            return Optional.of(HelpdeskProblem.TICKET_CLOSED);
        }
        if (ticket.customer().isEmpty()) {
            return Optional.of(HelpdeskProblem.NO_CUSTOMER);
        }
        return Optional.empty();
    }
}
