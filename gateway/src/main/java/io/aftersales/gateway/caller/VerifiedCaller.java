package io.aftersales.gateway.caller;

import java.time.Instant;
import java.util.Set;

/**
 * Who a token that was checked belongs to.
 *
 * @param subject the token's {@code sub}
 * @param roles the token's roles
 * @param expiresAt when the token stops being valid
 */
record VerifiedCaller(String subject, Set<String> roles, Instant expiresAt) {}
