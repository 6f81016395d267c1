package io.aftersales.helpdesk.aftersales.coupon;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** A coupon, as it is asked for. */
@Schema(name = "TicketCouponRequest")
public record CouponRequest(
        @Schema(description = "A coupon program that is active and in its period") @NotNull
        UUID programId) {}
