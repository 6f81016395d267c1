package io.aftersales.helpdesk.aftersales.coupon;

import io.aftersales.platform.mail.OutgoingMail;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/** A mail about a coupon, as it is asked for. */
@Schema(name = "CouponEmailRequest")
public record CouponEmailRequest(
        @Schema(description = "Addresses beside those of the ticket's followers, at most 50")
        @Size(max = CouponEmailRequest.MOST_ADDED)
        List<
                        @NotNull @Email @Size(max = OutgoingMail.LONGEST_ADDRESS)
                        @Pattern(
                                regexp = OutgoingMail.ADDRESS,
                                message = "must be one address, without a name or a line break")
                        String>
                recipients,

        @Schema(description = "One line; ours when left out")
        @Size(min = 1, max = 200)
        @Pattern(regexp = OutgoingMail.ONE_LINE, message = "must be one line")
        String subject,

        @Schema(description = "Plain text above the coupon; ours when left out") @Size(min = 1, max = 5000)
        String body) {

    static final int MOST_ADDED = 50;

    static final CouponEmailRequest NOTHING_CHANGED = new CouponEmailRequest(null, null, null);

    List<String> addedRecipients() {
        return recipients == null ? List.of() : recipients;
    }
}
