package io.aftersales.gateway.route;

import io.aftersales.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which service owns which resource. */
@ApplicationScoped
public class Routes {

    /** Every resource is below this path. */
    public static final String BASE = "/api/v1";

    private final Map<String, Route> byPrefix = new HashMap<>();

    @Inject
    Routes(GatewayConfig config) {
        this(pathsOf(config));
    }

    /**
     * @param paths prefixes of each service, by its name
     * @throws IllegalArgumentException if two services claim one prefix, or a prefix is not a plain path
     */
    public Routes(Map<String, List<String>> paths) {
        paths.forEach((service, prefixes) -> {
            prefixes.forEach(prefix -> claim(service, prefix));
            claim(service, Route.ADMIN + "/" + service);
        });
    }

    /** The owner of {@code path}, by the longest prefix that ends where a segment ends; empty when nobody owns it. */
    public Optional<Route> find(String path) {
        if (!path.startsWith(BASE + "/")) {
            return Optional.empty();
        }
        String prefix = path.substring(BASE.length());
        while (!prefix.isEmpty()) {
            Route route = byPrefix.get(prefix);
            if (route != null) {
                return Optional.of(route);
            }
            prefix = prefix.substring(0, prefix.lastIndexOf('/'));
        }
        return Optional.empty();
    }

    private void claim(String service, String prefix) {
        if (!PlainPath.isPlain(prefix) || prefix.endsWith("/")) {
            throw new IllegalArgumentException("Not a path prefix: " + prefix);
        }
        Route former = byPrefix.put(prefix, new Route(service, prefix));
        if (former != null && !former.service().equals(service)) {
            throw new IllegalArgumentException(prefix + " is claimed by " + former.service() + " and by " + service);
        }
    }

    private static Map<String, List<String>> pathsOf(GatewayConfig config) {
        Map<String, List<String>> paths = new TreeMap<>();
        config.services().forEach((name, service) -> paths.put(name, service.paths()));
        return paths;
    }
}
