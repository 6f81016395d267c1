package io.aftersales.loyalty.coupon;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.security.Requester;
import jakarta.validation.constraints.NotNull;

import java.util.UUID;

/**
 * The command {@code generate-coupon}: a coupon of a program, for a ticket.
 *
 * @param customerId the ticket's customer, whose coupon it becomes
 * @param companyId the top of the customer's tree of companies, as the helpdesk knows it
 */
public record GenerateCoupon(
        @NotNull UUID actionId,
        UUID ticketId,
        @NotNull UUID programId,
        @NotNull UUID customerId,
        @NotNull UUID companyId,
        @NotNull Requester requestedBy)
        implements Command {

    public static final MessageType<GenerateCoupon> TYPE = MessageType.of("generate-coupon", GenerateCoupon.class);

    Coupon.Origin origin(Stamp by) {
        return new Coupon.Origin(customerId, companyId, ticketId, actionId, by);
    }
}
