package io.aftersales.loyalty.coupon;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** A coupon that is given without a ticket. */
@Schema(name = "CouponRequest")
public record CouponRequest(
        @NotNull UUID programId,

        @Schema(description = "Whose it becomes; anybody's when left out")
        UUID customerId) {}
