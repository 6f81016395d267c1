package io.aftersales.local.sample;

import io.aftersales.local.api.ApiClient;
import io.aftersales.local.suite.SuiteApi;

import java.util.Map;

/** Coupon programs as the sample data has them: what an agent may give a customer for their trouble. */
final class SampleLoyalty {

    private final SuiteApi api;

    SampleLoyalty(SuiteApi api) {
        this.api = api;
    }

    void setUp() {
        ApiClient manager = api.client("lola");
        programs().forEach((key, program) -> manager.post("coupon-programs", "sample/coupon-program/" + key, program));
    }

    private static Map<String, Map<String, Object>> programs() {
        return Map.of(
                "ten-percent",
                Map.of(
                        "name",
                        "Sorry for the trouble",
                        "validityDays",
                        90,
                        "minimumAmount",
                        pounds("20.00"),
                        "reward",
                        Map.of("kind", "percentage", "percentage", 10, "maximum", pounds("30.00"))),
                "five-pounds",
                Map.of(
                        "name",
                        "Five pounds off",
                        "validityDays",
                        30,
                        "minimumAmount",
                        pounds("25.00"),
                        "minimumIncludesTax",
                        true,
                        "reward",
                        Map.of("kind", "fixed-amount", "amount", pounds("5.00"))),
                "half-of-the-cheapest",
                Map.of(
                        "name",
                        "Buy two, pay less",
                        "validityDays",
                        30,
                        "minimumQuantity",
                        2,
                        "reward",
                        Map.of("kind", "percentage", "percentage", 50, "on", "cheapest-line")),
                "christmas",
                Map.of(
                        "name",
                        "Christmas 2025",
                        "active",
                        false,
                        "validFrom",
                        "2025-12-01",
                        "validUntil",
                        "2025-12-26",
                        "validityDays",
                        30,
                        "reward",
                        Map.of("kind", "percentage", "percentage", 15)));
    }

    private static Map<String, String> pounds(String amount) {
        return Map.of("amount", amount, "currency", "GBP");
    }
}
