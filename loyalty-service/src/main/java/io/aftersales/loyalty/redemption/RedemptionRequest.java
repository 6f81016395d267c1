package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.order.Order;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;
import java.util.UUID;

/** A coupon's code, and the order for which it shall be used up. */
@Schema(name = "CouponRedemptionRequest")
public record RedemptionRequest(
        @Schema(description = "In whatever case, with or without hyphens", examples = "K7XQM-2RTHW-9BVPD")
        @NotNull
        @Size(min = 1, max = 100)
        String code,

        @Schema(description = "What the order is called where it is kept", examples = "SO-4711")
        @NotBlank
        @Size(max = 100)
        String orderReference,

        @Schema(description = "Whose order it is; without it only coupons that are anybody's apply")
        UUID customerId,

        @Schema(examples = "EUR") @NotNull String currency,

        @Schema(description = "At most 1,000") @NotEmpty List<@NotNull @Valid OrderLineForm> lines) {

    Order order() {
        return OrderLineForm.order(currency, lines);
    }
}
