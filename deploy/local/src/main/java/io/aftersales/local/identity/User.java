package io.aftersales.local.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Someone who can sign in.
 *
 * @param username to sign in with, also the {@code sub} of the tokens
 * @param roles as in the {@code groups} claim
 */
public record User(String username, String name, List<String> roles) {

    /** At least one for each role; carl and carla are of one company. The manager of the helpdesk is an agent too. */
    public static final List<User> ALL = List.of(
            new User("agnes", "Agnes Agent", List.of("agent")),
            new User("hugo", "Hugo Helpdesk", List.of("helpdesk-manager", "agent")),
            new User("anna", "Anna Accountant", List.of("accountant")),
            new User("lola", "Lola Loyalty", List.of("loyalty-manager")),
            new User("ines", "Ines Inventory", List.of("inventory-user")),
            new User("rita", "Rita Repair", List.of("repair-user")),
            new User("theo", "Theo Technician", List.of("technician")),
            new User("tina", "Tina Technician", List.of("technician")),
            new User("fiona", "Fiona Fieldservice", List.of("fieldservice-manager")),
            new User("carl", "Carl Customer", List.of("customer")),
            new User("carla", "Carla Customer", List.of("customer")),
            new User("dora", "Dora Customer", List.of("customer")),
            new User("olga", "Olga Operator", List.of("operator")));

    public User {
        roles = List.copyOf(roles);
    }

    public static Optional<User> named(String username) {
        return ALL.stream().filter(user -> user.username.equals(username)).findFirst();
    }

    /** Whether the user works with customers, rather than being one or running the suite. */
    public boolean isStaff() {
        return !roles.contains("customer") && !roles.contains("operator");
    }

    public String email() {
        return username + "@example.com";
    }

    /** What a token says about the user, besides whom and by whom it was issued. */
    Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("name", name);
        claims.put("preferred_username", username);
        claims.put("email", email());
        claims.put("groups", roles);
        return claims;
    }
}
