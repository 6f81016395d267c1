package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.helpdesk.customer.Customer;
import io.aftersales.helpdesk.ticket.Ticket;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whether each after-sales service can be asked for from a ticket. Everything that this takes is known here: what other
 * services know has come by their events.
 */
@ApplicationScoped
class Availabilities {

    private final Catalogue catalogue;
    private final InstalledServices installed;
    private final CustomerFacts facts;

    Availabilities(Catalogue catalogue, InstalledServices installed, CustomerFacts facts) {
        this.catalogue = catalogue;
        this.installed = installed;
        this.facts = facts;
    }

    /** What can be asked for from a ticket right now, and why not the rest. */
    Uni<List<Availability>> of(Ticket ticket) {
        Set<String> owners = catalogue.names().stream().map(ServiceName::owner).collect(Collectors.toSet());
        return installed
                .including(owners)
                .chain(services -> factsAbout(ticket)
                        .map(known -> catalogue
                                .services()
                                .map(service -> availability(service, ticket, services, known))
                                .toList()));
    }

    private static Availability availability(
            AfterSalesService<?> service, Ticket ticket, Set<String> installed, Set<String> known) {
        ServiceName name = service.name();
        Optional<HelpdeskProblem> obstacle = name.obstacle(ticket, installed);
        if (obstacle.isPresent()) {
            return Availability.no(name, obstacle.get().code());
        }
        return service.needs(ticket)
                .filter(needed -> !known.contains(needed.name()))
                .map(needed -> Availability.no(name, needed.reason()))
                .orElseGet(() -> Availability.yes(name, service.defaults(ticket)));
    }

    private Uni<Set<String>> factsAbout(Ticket ticket) {
        Set<String> needed = catalogue
                .services()
                .flatMap(service -> service.needs(ticket).stream())
                .map(Fact.Needed::name)
                .collect(Collectors.toSet());
        UUID company = ticket.customer().map(Customer::companyId).orElse(null);
        return company == null ? Uni.createFrom().item(Set.of()) : facts.knownOf(company, needed);
    }
}
