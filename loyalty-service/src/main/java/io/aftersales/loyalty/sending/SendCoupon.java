package io.aftersales.loyalty.sending;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;
import jakarta.validation.constraints.Email;
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
        List<@NotNull @Email @Pattern(regexp = SendCoupon.ADDRESS) @Size(max = 254) String> recipients,

        @Size(min = 1, max = 200) @Pattern(regexp = "\\P{Cntrl}*")
        String subject,

        @Size(min = 1, max = 5000) String body)
        implements Command {

    public static final MessageType<SendCoupon> TYPE = MessageType.of("send-coupon", SendCoupon.class);

    /** A bare address: nothing in it can end a header or begin another address. */
    private static final String ADDRESS = "[^\\s\\p{Cntrl}<>@,;]+@[^\\s\\p{Cntrl}<>@,;]+";
}
