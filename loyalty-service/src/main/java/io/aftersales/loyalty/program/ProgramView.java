package io.aftersales.loyalty.program;

import io.aftersales.loyalty.terms.RewardForm;
import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A coupon program as the API shows it. */
@Schema(name = "CouponProgram")
public record ProgramView(
        UUID id,
        String name,
        boolean active,
        String currency,
        String timeZone,
        @Schema(description = "0 for no expiry") int validityDays,
        LocalDate validFrom,
        LocalDate validUntil,
        Money minimumAmount,
        boolean minimumIncludesTax,
        BigDecimal minimumQuantity,
        @Schema(description = "Empty for every product") List<UUID> eligibleProductIds,
        RewardForm reward,

        @Schema(description = "The reward in words", examples = "10 % off the order")
        String rewardText) {

    static ProgramView of(CouponProgram program) {
        ProgramForm form = ProgramForm.of(program);
        return new ProgramView(
                program.id(),
                form.name(),
                form.active(),
                form.currency(),
                form.timeZone(),
                form.validityDays(),
                form.validFrom(),
                form.validUntil(),
                form.minimumAmount(),
                form.minimumIncludesTax(),
                form.minimumQuantity(),
                form.eligibleProductIds(),
                form.reward(),
                program.terms().rewardInWords());
    }
}
