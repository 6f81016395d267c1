package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.customer.Customer;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.security.Requester;

import java.util.UUID;

/**
 * On whose behalf, and from which ticket, a service is asked: what every command carries.
 *
 * @param companyId the top of the customer's tree, which the owner compares with its document's
 */
public record Commission(UUID actionId, Ticket ticket, UUID customerId, UUID companyId, Requester requestedBy) {

    static Commission of(Action action, Ticket ticket, Customer customer) {
        return new Commission(action.id(), ticket, customer.id(), customer.companyId(), action.requestedBy());
    }

    public UUID ticketId() {
        return ticket.id();
    }
}
