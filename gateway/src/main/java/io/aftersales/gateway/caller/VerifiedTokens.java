package io.aftersales.gateway.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.aftersales.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Tokens whose signature, issuer, audience and expiry were found good. Checking a signature costs more than passing the
 * request on, so a token is checked once and then known by its SHA-256, until it expires or, at the latest, after a
 * configured time: within that time a key that the issuer withdrew is noticed. Tokens themselves are not kept, and a refused
 * token is not remembered. (The OIDC extension's own token cache holds only what a remote introspection said, not this.)
 */
@ApplicationScoped
class VerifiedTokens {

    private final Cache<ByteBuffer, VerifiedCaller> known;

    VerifiedTokens(GatewayConfig config) {
        GatewayConfig.TokenConfig settings = config.tokens();
        known = Caffeine.newBuilder()
                .maximumSize(settings.remembered())
                .expireAfter(Expiry.<ByteBuffer, VerifiedCaller>creating(
                        (token, caller) -> shorter(settings.rememberFor(), untilExpiryOf(caller))))
                .build();
    }

    Optional<VerifiedCaller> find(String token) {
        return Optional.ofNullable(known.getIfPresent(digest(token)));
    }

    void remember(String token, VerifiedCaller caller) {
        known.put(digest(token), caller);
    }

    private static Duration untilExpiryOf(VerifiedCaller caller) {
        Duration left = Duration.between(Clock.systemUTC().instant(), caller.expiresAt());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
