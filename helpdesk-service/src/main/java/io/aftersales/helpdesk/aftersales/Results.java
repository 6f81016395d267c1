package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.chatter.Chatter;
import io.aftersales.helpdesk.chatter.Link;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.helpdesk.ticket.Tickets;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Takes in what came out of actions: the owners' answers, and the later events about their documents. */
@ApplicationScoped
class Results {

    private static final String ACTIONS = "from Action action left join fetch action.documents where action.id in :ids";

    private final Tickets tickets;
    private final Chatter chatter;
    private final Clock clock;

    Results(Tickets tickets, Chatter chatter, Clock clock) {
        this.tickets = tickets;
        this.chatter = chatter;
        this.clock = clock;
    }

    /**
     * Locks the tickets of a batch of actions, then loads the actions with their documents: three queries however large the
     * batch, after which {@link #takeIn} finds everything in the session.
     */
    Uni<Void> lock(Collection<UUID> actionIds) {
        if (actionIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tickets.lockThoseOf(actionIds)
                .chain(Panache::getSession)
                .chain(session -> session.createQuery(ACTIONS, Action.class)
                        .setParameter("ids", actionIds)
                        .getResultList())
                .replaceWithVoid();
    }

    <T extends OfAction> Uni<Void> takeIn(Outcome<T> outcome, Incoming<T> message, Work work) {
        if (message.payload().actionId() == null) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.find(Action.class, message.payload().actionId())
                        .onItem()
                        .ifNotNull()
                        .transformToUni(action -> session.find(Ticket.class, action.ticketId())
                                .chain(ticket -> takeIn(outcome, message, action, ticket, work))));
    }

    private <T extends OfAction> Uni<Void> takeIn(
            Outcome<T> outcome, Incoming<T> message, Action action, Ticket ticket, Work work) {
        if (message.payload() instanceof Rejection rejection) {
            return reject(outcome.service(), rejection, action, ticket, work);
        }
        return outcome.newsOf(message.payload())
                .map(news -> tell(outcome, news, message.sequence(), action, ticket, work))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> reject(
            AfterSalesService<?> service, Rejection rejection, Action action, Ticket ticket, Work work) {
        if (!action.reject(rejection.code(), rejection.detail(), clock.instant())) {
            return Uni.createFrom().voidItem();
        }
        ticket.tellChanged(work);
        return write(ticket, service, "Rejected the " + action.kind() + ": " + rejection.detail(), List.of());
    }

    private Uni<Void> tell(Outcome<?> outcome, News news, long sequence, Action action, Ticket ticket, Work work) {
        Action.Change change = action.take(news, sequence);
        boolean answered = outcome.answers() && action.succeed(clock.instant());
        if (!answered && change == Action.Change.NOTHING) {
            return Uni.createFrom().voidItem();
        }
        ticket.tellChanged(work);
        if (!answered && change == Action.Change.DETAILS) {
            return Uni.createFrom().voidItem();
        }
        return write(ticket, outcome.service(), news.text(), links(news, action));
    }

    private Uni<Void> write(Ticket ticket, AfterSalesService<?> service, String text, List<Link> links) {
        return chatter.record(ticket, service.name().owner(), text, links).replaceWithVoid();
    }

    private static List<Link> links(News news, Action action) {
        List<Link> links = new ArrayList<>();
        links.add(link(news.documentId(), action));
        news.mentioned().keySet().forEach(id -> links.add(link(id, action)));
        return links;
    }

    private static Link link(UUID documentId, Action action) {
        Document document = action.documents().get(documentId);
        return new Link(document.type(), documentId, document.number(), document.href());
    }
}
