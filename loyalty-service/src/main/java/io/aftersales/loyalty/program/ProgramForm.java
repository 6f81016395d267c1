package io.aftersales.loyalty.program;

import io.aftersales.loyalty.company.CompanySettings;
import io.aftersales.loyalty.terms.Decimals;
import io.aftersales.loyalty.terms.ProductList;
import io.aftersales.loyalty.terms.RewardForm;
import io.aftersales.loyalty.terms.Rules;
import io.aftersales.loyalty.terms.Terms;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** What a user sets of a coupon program. Coupons that it gave keep what it was when they were given. */
@Schema(name = "CouponProgramForm")
public record ProgramForm(
        @NotBlank @Size(max = 200) String name,

        @Schema(description = "An archived program gives no coupons, and those it gave are refused; true when left out")
        Boolean active,

        @Schema(description = "ISO 4217 code of every amount; the company's when left out", examples = "EUR")
        String currency,

        @Schema(
                description = "IANA time zone that decides which day it is; the company's when left out",
                examples = "Europe/Berlin")
        String timeZone,

        @Schema(
                description = "Days from a coupon's creation to its last day; 0, when left out, for no expiry",
                examples = "30")
        @Min(0)
        @Max(36500)
        Integer validityDays,

        @Schema(description = "The first day on which it gives coupons")
        LocalDate validFrom,

        @Schema(description = "The last day on which it gives coupons; what it gave stays usable")
        LocalDate validUntil,

        @Schema(description = "Inclusive, of the whole order; none when left out")
        Money minimumAmount,

        @Schema(description = "Whether the minimum is compared with the total rather than the net; false when left out")
        Boolean minimumIncludesTax,

        @Schema(description = "Inclusive, of the eligible products together; 1 when left out", examples = "1")
        @DecimalMin("1")
        @DecimalMax("1000000")
        @Digits(integer = 7, fraction = 2)
        BigDecimal minimumQuantity,

        @Schema(description = "Whose quantities count; every product's when left out") @Size(max = ProductList.MOST)
        List<@NotNull UUID> eligibleProductIds,

        @NotNull @Valid RewardForm reward) {

    static ProgramForm of(CouponProgram program) {
        Terms terms = program.terms();
        Rules rules = terms.rules();
        return new ProgramForm(
                program.name(),
                program.isActive(),
                terms.currency(),
                terms.timeZone(),
                program.validityDays(),
                program.period().validFrom(),
                program.period().validUntil(),
                Money.of(rules.minimumAmount(), terms.currency()),
                rules.minimumIncludesTax(),
                Decimals.number(rules.minimumQuantity()),
                rules.eligibleProducts(),
                RewardForm.of(terms.reward(), terms.currency()));
    }

    boolean isActive() {
        return active == null || active;
    }

    int days() {
        return validityDays == null ? 0 : validityDays;
    }

    /** @throws RuleBroken when it ends before it starts */
    Period period() {
        refuseUnlessOrdinary("validFrom", validFrom);
        refuseUnlessOrdinary("validUntil", validUntil);
        if (validFrom != null && validUntil != null && validUntil.isBefore(validFrom)) {
            throw RuleBroken.invalid("validUntil", "must not be before validFrom");
        }
        return new Period(validFrom, validUntil);
    }

    /**
     * What its coupons will be worth.
     *
     * @param company whose currency and time zone are taken where the form names none
     * @throws RuleBroken for what does not fit together
     */
    Terms terms(CompanySettings company) {
        String inCurrency = currency == null ? company.currency() : currency;
        String inZone = timeZone == null ? company.timeZone() : timeZone;
        Decimals.requireCurrency("currency", inCurrency);
        if (!ZoneId.getAvailableZoneIds().contains(inZone)) {
            throw RuleBroken.invalid("timeZone", "must be an IANA time zone");
        }
        Rules rules = new Rules(
                minimumAmount == null
                        ? BigDecimal.ZERO
                        : Decimals.notNegative(minimumAmount, "minimumAmount", inCurrency),
                Boolean.TRUE.equals(minimumIncludesTax),
                minimumQuantity == null ? BigDecimal.ONE : minimumQuantity,
                ProductList.of(eligibleProductIds));
        return new Terms(inCurrency, inZone, rules, reward.in(inCurrency));
    }

    private static void refuseUnlessOrdinary(String field, LocalDate date) {
        if (date != null && (date.getYear() < 1900 || date.getYear() > 2999)) {
            throw RuleBroken.invalid(field, "must be between 1900-01-01 and 2999-12-31");
        }
    }
}
