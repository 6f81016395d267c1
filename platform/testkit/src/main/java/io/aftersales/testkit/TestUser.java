package io.aftersales.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody who calls the API: the claims of a token.
 *
 * @param sub identifies the user
 * @param roles claim {@code groups}
 * @param customerId the customer whose contact the user is; null for staff
 */
public record TestUser(String sub, String name, String email, List<String> roles, UUID customerId) {

    /** The user that stands for a role where a test needs no particular one, such as {@code agent-user}. */
    public static TestUser inRole(String role) {
        return named(role + "-user", role);
    }

    /** A user of this sub, whose name and e-mail address are made from it. */
    public static TestUser named(String sub, String... roles) {
        return new TestUser(sub, "Test " + sub, sub + "@example.test", List.of(roles), null);
    }

    /** The contact of this customer, in the role customer. */
    public static TestUser contactOf(UUID customerId) {
        return new TestUser(
                "contact-" + customerId,
                "Contact " + customerId,
                "contact-" + customerId + "@example.test",
                List.of("customer"),
                customerId);
    }

    public String token() {
        return Tokens.of(this);
    }

    Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", sub);
        claims.put("name", name);
        claims.put("email", email);
        claims.put("preferred_username", sub);
        claims.put("groups", roles);
        if (customerId != null) {
            claims.put("customer_id", customerId.toString());
        }
        return claims;
    }
}
