package io.aftersales.helpdesk.aftersales;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All after-sales services, in the order in which a ticket shows them. */
@ApplicationScoped
public class Catalogue {

    /** The services of the product. Those without a class yet can be switched on, and are shown as not installed. */
    private static final List<ServiceName> PRODUCT = List.of(
            new ServiceName("refund", "refunds", "accounting", 10),
            new ServiceName("coupon", "coupons", "loyalty", 20),
            new ServiceName("return", "returns", "inventory", 30),
            new ServiceName("repair", "repairs", "repair", 40),
            new ServiceName("task", "fieldService", "fieldservice", 50));

    private final Map<String, AfterSalesService<?>> byKind = new TreeMap<>();
    private final List<ServiceName> names;

    Catalogue(@All List<AfterSalesService<?>> services) {
        services.forEach(
                service -> service.kinds().forEach(kind -> byKind.merge(kind, service, Catalogue::refuseTwins)));
        this.names = Stream.concat(
                        services.stream().map(AfterSalesService::name),
                        PRODUCT.stream().filter(name -> !byKind.containsKey(name.kind())))
                .sorted(Comparator.comparingInt(ServiceName::position))
                .toList();
    }

    public List<ServiceName> names() {
        return names;
    }

    Optional<AfterSalesService<?>> service(ServiceName name) {
        return Optional.ofNullable(byKind.get(name.kind()));
    }

    /** The services that have a class, in order. */
    Stream<AfterSalesService<?>> services() {
        return names.stream().flatMap(name -> service(name).stream());
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
