package io.aftersales.helpdesk.aftersales;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All after-sales services, in the order in which a ticket shows them. */
@ApplicationScoped
public class Catalogue {

    private final Map<String, AfterSalesService<?>> byKind = new TreeMap<>();
    private final List<AfterSalesService<?>> services;

    Catalogue(@All List<AfterSalesService<?>> services) {
        services.forEach(
                service -> service.kinds().forEach(kind -> byKind.merge(kind, service, Catalogue::refuseTwins)));
        this.services = services.stream()
                .sorted(Comparator.comparingInt(service -> service.name().position()))
                .toList();
    }

    public List<ServiceName> names() {
        return services.stream().<ServiceName>map(AfterSalesService::name).toList();
    }

    Stream<AfterSalesService<?>> services() {
        return services.stream();
    }

    /** The HTTP status that stands for the owner's rejection of an action. */
    int statusOfRejection(Action action) {
        AfterSalesService<?> service = byKind.get(action.kind());
        return service != null && service.isConflict(action.rejectionCode()) ? 409 : 422;
    }

    private static AfterSalesService<?> refuseTwins(AfterSalesService<?> one, AfterSalesService<?> other) {
        throw new IllegalStateException(one + " and " + other + " are of one kind");
    }
}
