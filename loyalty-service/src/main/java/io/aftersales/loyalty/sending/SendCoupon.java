package io.aftersales.loyalty.sending;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.mail.OutgoingMail;
import io.aftersales.platform.security.Requester;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import java.util.List;
import java.util.UUID;

/**
 * The command {@code send-coupon}: mail a coupon of the ticket.
 *
 * @param companyId the top of the tree of the ticket's customer, as the helpdesk knows it
 * @param recipients addresses
 * @param subject one line; null for our own
 * @param body plain text above the coupon; null for our own
 */
public record SendCoupon(
        @NotNull UUID actionId,
        UUID ticketId,
        @NotNull UUID couponId,
        @NotNull UUID companyId,
        @NotNull Requester requestedBy,

        @NotEmpty @Size(max = 500)
        List<@NotNull @Pattern(regexp = OutgoingMail.ADDRESS) @Size(max = OutgoingMail.LONGEST_ADDRESS) String>
                recipients,

        @Size(min = 1, max = 200) @Pattern(regexp = OutgoingMail.ONE_LINE)
        String subject,

        @Size(min = 1, max = 5000) String body)
        implements Command {

    public static final MessageType<SendCoupon> TYPE = MessageType.of("send-coupon", SendCoupon.class);
}
