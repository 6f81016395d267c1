package io.aftersales.loyalty;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** What an operator can set about loyalty itself; {@code loyalty.expire-every} says how often coupons are made to expire. */
@ConfigMapping(prefix = "loyalty")
public interface LoyaltyConfig {

    /** How often coupons whose last day is over are looked for; until then they are refused all the same. */
    @WithDefault("1M")
    Duration expireEvery();

    Guesses guesses();

    /** The limit on codes that do not exist. */
    interface Guesses {

        /** So many unknown codes may one caller try within the window. */
        @WithDefault("30")
        int most();

        @WithDefault("10M")
        Duration window();
    }
}
