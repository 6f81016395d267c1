package io.aftersales.platform.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What of a token means what. Read once: a property that is injected into each request's {@link Caller} would be looked up for each. */
@ConfigMapping(prefix = "aftersales.security")
interface SecurityConfig {

    /** The claim that holds the id of a customer's contact. */
    @WithDefault("customer_id")
    String customerClaim();
}
