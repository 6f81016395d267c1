package io.aftersales.platform.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The person or system behind the current request, as its bearer token says. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;
    private final String customerClaim;

    Caller(SecurityIdentity identity, SecurityConfig config) {
        this.identity = identity;
        this.customerClaim = config.customerClaim();
    }

    /** The token's {@code sub}: unique, never reused. */
    public String subject() {
        return claim("sub").orElseGet(() -> identity.getPrincipal().getName());
    }

    public String name() {
        return claim("name").orElseGet(this::subject);
    }

    public Optional<String> email() {
        return claim("email");
    }

    public boolean has(String role) {
        return identity.hasRole(role);
    }

    /** The contact that a customer signs in as; empty for staff, and for a claim that is no UUID. */
    public Optional<UUID> customerId() {
        return claim(customerClaim).flatMap(Caller::uuid);
    }

    /** When the token stops being valid. */
    public Instant expiresAt() {
        return identity.getPrincipal() instanceof JsonWebToken token && token.getExpirationTime() > 0
                ? Instant.ofEpochSecond(token.getExpirationTime())
                : Instant.MAX;
    }

    public Requester requester() {
        return new Requester(subject(), name());
    }

    private Optional<String> claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.<Object>getClaim(name)).map(Object::toString)
                : Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }
}
