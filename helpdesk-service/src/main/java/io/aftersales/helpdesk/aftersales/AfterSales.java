package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.helpdesk.chatter.Chatter;
import io.aftersales.helpdesk.customer.Customer;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.helpdesk.ticket.Tickets;
import io.aftersales.platform.outbox.OutboxGauge;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Asking for something from a ticket, the same way for every {@link AfterSalesService}: the ticket is locked, its own rules
 * are checked, and the action, its command and its chatter entry are stored in one transaction. What comes of it is taken in
 * by {@link Results}.
 */
@ApplicationScoped
public class AfterSales {

    private final Catalogue catalogue;
    private final InstalledServices installed;
    private final CustomerFacts facts;
    private final Tickets tickets;
    private final Chatter chatter;
    private final Actions actions;
    private final OutcomeWait outcomes;
    private final OutboxGauge outbox;
    private final Caller caller;
    private final Api api;
    private final Clock clock;

    AfterSales(
            Catalogue catalogue,
            InstalledServices installed,
            CustomerFacts facts,
            Tickets tickets,
            Chatter chatter,
            Actions actions,
            OutcomeWait outcomes,
            OutboxGauge outbox,
            Caller caller,
            Api api,
            Clock clock) {
        this.catalogue = catalogue;
        this.installed = installed;
        this.facts = facts;
        this.tickets = tickets;
        this.chatter = chatter;
        this.actions = actions;
        this.outcomes = outcomes;
        this.outbox = outbox;
        this.caller = caller;
        this.api = api;
        this.clock = clock;
    }

    /**
     * Accepts a request, and waits for its outcome for as long as the caller prefers to. A repeat with the same
     * {@code Idempotency-Key} makes nothing: it is answered with the action as it is now.
     *
     * @throws RuleBroken one of the ticket's own rules, the owner's rejection, or 503 while the outbox is overdue
     */
    <R> Uni<Response> ask(AfterSalesService<R> service, Ask ask, R request) {
        outbox.requireNotOverdue();
        return api.postOrRead(
                        request,
                        work -> tickets.lock(ask.ticketId())
                                .chain(ticket -> accept(service, ticket, request, work))
                                .map(actions::accepted),
                        actionId -> api.answer(
                                () -> actions.find(ask.ticketId(), actionId).map(actions::accepted)))
                .chain(accepted -> outcomes.await(ask, accepted));
    }

    private <R> Uni<Action> accept(AfterSalesService<R> service, Ticket ticket, R request, Work work) {
        return customerOf(service.name(), ticket).chain(customer -> {
            Action action = new Action(ticket, service.name().kind(), caller.requester(), clock.instant());
            service.instruction(request, Commission.of(action, ticket, customer))
                    .send(work);
            ticket.tellChanged(work);
            return Panache.getSession()
                    .chain(session -> session.persist(action))
                    .chain(() -> chatter.record(ticket, action.requestedBy(), service.wording(request), List.of()))
                    .replaceWith(action);
        });
    }

    /** The customer on whose behalf the service may be asked. */
    private Uni<Customer> customerOf(ServiceName name, Ticket ticket) {
        return installed.including(Set.of(name.owner())).map(services -> {
            name.obstacle(ticket, services).ifPresent(obstacle -> {
                throw new RuleBroken(
                        obstacle, "No " + name.kind() + " from " + ticket.number() + ": " + obstacle.meaning());
            });
            return ticket.customer().orElseThrow();
        });
    }

    /** What can be asked for from a ticket right now, and why not the rest. */
    Uni<List<Availability>> availability(Ticket ticket) {
        Set<String> owners = catalogue.names().stream().map(ServiceName::owner).collect(Collectors.toSet());
        return installed
                .including(owners)
                .chain(services -> factsAbout(ticket)
                        .map(known -> catalogue.names().stream()
                                .map(name -> availability(name, ticket, services, known))
                                .toList()));
    }

    private Availability availability(ServiceName name, Ticket ticket, Set<String> services, Set<String> known) {
        Optional<HelpdeskProblem> obstacle = name.obstacle(ticket, services);
        if (obstacle.isPresent()) {
            return Availability.no(name, obstacle.get().code());
        }
        Optional<AfterSalesService<?>> service = catalogue.service(name);
        if (service.isEmpty()) {
            return Availability.no(name, HelpdeskProblem.SERVICE_NOT_INSTALLED.code());
        }
        return service.get()
                .needs(ticket)
                .filter(needed -> !known.contains(needed.name()))
                .map(needed -> Availability.no(name, needed.reason()))
                .orElseGet(() -> Availability.yes(name, service.get().defaults(ticket)));
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
