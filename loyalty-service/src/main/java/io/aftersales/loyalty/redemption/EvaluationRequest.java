package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.order.Order;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;
import java.util.UUID;

/** A coupon's code, and the order on which it shall be tried. */
@Schema(name = "CouponEvaluationRequest")
public record EvaluationRequest(
        @Schema(description = "In whatever case, with or without hyphens", examples = "K7XQM-2RTHW-9BVPD")
        @NotNull
        @Size(min = 1, max = 100)
        String code,

        @Schema(description = "Whose order it is; without it only coupons that are anybody's apply")
        UUID customerId,

        @Schema(examples = "EUR") @NotNull String currency,

        @Schema(description = "At most 1,000") @NotEmpty List<@NotNull @Valid OrderLineForm> lines) {

    Order order() {
        return OrderLineForm.order(currency, lines);
    }
}
