package io.aftersales.helpdesk.aftersales;

import java.util.UUID;

/**
 * Something that another service's event taught about a customer and that stays true.
 *
 * @param name such as {@code posted-invoice}
 */
public record Fact(UUID customerId, String name) {

    /**
     * A fact that must be known of the customer's company before a service is offered.
     *
     * @param reason machine-readable reason while it is not known, such as {@code no-posted-invoice}
     */
    public record Needed(String name, String reason) {}
}
