package io.aftersales.gateway.route;

/**
 * Where a request goes.
 *
 * @param service name of the service that owns the resource
 * @param prefix the path below {@code /api/v1} that the service was found by
 */
public record Route(String service, String prefix) {

    static final String ADMIN = "/admin";

    private static final String IMPORTS = "/imports";

    /** Operators' endpoints: outbox and dead letters. */
    public boolean isAdmin() {
        return prefix.startsWith(ADMIN + "/");
    }

    /** Imports are streams of any length, and answer when they have been read to their end. */
    public boolean isImport() {
        return prefix.equals(IMPORTS) || prefix.startsWith(IMPORTS + "/");
    }

    /** The path without what varies, for metrics and traces. */
    public String template() {
        return Routes.BASE + prefix;
    }
}
