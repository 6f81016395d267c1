package io.aftersales.helpdesk.aftersales.coupon;

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
                        @NotNull @Email @Size(max = 254)
                        @Pattern(
                                regexp = CouponEmailRequest.ADDRESS,
                                message = "must be one address, without a name or a line break")
                        String>
                recipients,

        @Schema(description = "One line; ours when left out")
        @Size(min = 1, max = 200)
        @Pattern(regexp = "\\P{Cntrl}*", message = "must be one line")
        String subject,

        @Schema(description = "Plain text above the coupon; ours when left out") @Size(min = 1, max = 5000)
        String body) {

    static final int MOST_ADDED = 50;

    /** A bare address: nothing in it can end a header or begin another address. */
    static final String ADDRESS = "[^\\s\\p{Cntrl}<>@,;]+@[^\\s\\p{Cntrl}<>@,;]+";

    static final CouponEmailRequest NOTHING_CHANGED = new CouponEmailRequest(null, null, null);

    List<String> addedRecipients() {
        return recipients == null ? List.of() : recipients;
    }
}
