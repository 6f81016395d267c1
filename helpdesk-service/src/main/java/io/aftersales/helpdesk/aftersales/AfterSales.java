package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.chatter.Chatter;
import io.aftersales.helpdesk.customer.Customer;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.helpdesk.ticket.Tickets;
import io.aftersales.platform.outbox.OutboxGauge;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Asking for something from a ticket, the same way for every {@link AfterSalesService}: the ticket is locked, its own rules
 * are checked, and the action, its command and its chatter entry are stored in one transaction. What comes of it is taken in
 * by {@link Results}.
 */
@ApplicationScoped
public class AfterSales {

    private final InstalledServices installed;
    private final Tickets tickets;
    private final Chatter chatter;
    private final Actions actions;
    private final OutcomeWait outcomes;
    private final OutboxGauge outbox;
    private final Caller caller;
    private final Api api;
    private final Clock clock;

    AfterSales(
            InstalledServices installed,
            Tickets tickets,
            Chatter chatter,
            Actions actions,
            OutcomeWait outcomes,
            OutboxGauge outbox,
            Caller caller,
            Api api,
            Clock clock) {
        this.installed = installed;
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
    Uni<Response> ask(
            AfterSalesService<?> service,
            String kind,
            Ask ask,
            Object request,
            Function<Commission, Uni<Assignment>> assignment) {
        return outcomes.await(
                ask,
                () -> api.postOrRead(
                        request,
                        work -> accept(service.name(), kind, ask, assignment, work),
                        actionId -> api.answer(
                                () -> actions.find(ask.ticketId(), actionId).map(actions::accepted))));
    }

    private Uni<Answer> accept(
            ServiceName service, String kind, Ask ask, Function<Commission, Uni<Assignment>> assignment, Work work) {
        return tickets.lock(ask.ticketId())
                .chain(ticket -> customerOf(service, kind, ticket).chain(customer -> {
                    Action action = new Action(ticket, kind, caller.requester(), clock.instant());
                    return assignment
                            .apply(Commission.of(action, ticket, customer))
                            .invoke(accepted -> accept(action, ticket, accepted, work))
                            .replaceWith(action);
                }))
                .map(actions::accepted);
    }

    private void accept(Action action, Ticket ticket, Assignment assignment, Work work) {
        outbox.requireNotOverdue(assignment.instruction().type().topic());
        assignment.warnings().forEach(action::warn);
        work.persist(action);
        assignment.instruction().send(work);
        chatter.record(ticket, action.requestedBy(), assignment.wording(), List.of(), work);
        ticket.tellChanged(work);
    }

    /** The customer on whose behalf the service may be asked. */
    private Uni<Customer> customerOf(ServiceName name, String kind, Ticket ticket) {
        return installed.including(Set.of(name.owner())).map(services -> {
            name.obstacle(ticket, services).ifPresent(obstacle -> {
                throw new RuleBroken(obstacle, "No " + kind + " from " + ticket.number() + ": " + obstacle.meaning());
            });
            return ticket.customer().orElseThrow();
        });
    }
}
