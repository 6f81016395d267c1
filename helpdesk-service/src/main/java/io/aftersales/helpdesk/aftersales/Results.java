package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.chatter.Chatter;
import io.aftersales.helpdesk.chatter.Link;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.helpdesk.ticket.Tickets;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes in what came out of actions: the owners' answers, and the later events about their documents. */
@ApplicationScoped
class Results implements MessageHandler.SharedLock<OfAction> {

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
     * Locks the tickets of a batch of messages about actions, of whichever type, then loads the actions with their
     * documents: three queries however large the batch, after which {@link #takeIn} finds everything in the session.
     */
    @Override
    public Uni<Void> lock(List<? extends OfAction> batch) {
        Set<UUID> actionIds = batch.stream()
                .flatMap(message -> Stream.of(message.actionId(), OfAction.answeredBy(message)))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
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
        return find(message.payload().actionId())
                .chain(origin -> find(OfAction.answeredBy(message.payload()))
                        .map(answered -> answered == null ? origin : answered)
                        .onItem()
                        .ifNotNull()
                        .call(answered -> Panache.getSession()
                                .chain(session -> session.find(Ticket.class, answered.ticketId()))
                                .invoke(ticket -> takeIn(
                                        outcome, message, answered, origin == null ? answered : origin, ticket, work))))
                .replaceWithVoid();
    }

    private static Uni<Action> find(UUID id) {
        return id == null
                ? Uni.createFrom().nullItem()
                : Panache.getSession().chain(session -> session.find(Action.class, id));
    }

    /**
     * @param action that the message answers, if it answers one
     * @param origin the action that the document came out of, and which keeps it; mostly the same
     */
    private <T extends OfAction> void takeIn(
            Outcome<T> outcome, Incoming<T> message, Action action, Action origin, Ticket ticket, Work work) {
        String owner = outcome.service().name().owner();
        if (message.payload() instanceof Rejection rejection) {
            reject(owner, rejection, action, ticket, work);
        } else {
            outcome.newsOf(message.payload()).ifPresent(news -> {
                Action.Change change = origin.take(news, message.sequence());
                news.warnings().forEach(action::warn);
                boolean answered = outcome.answers() && action.succeed(clock.instant());
                if (answered) {
                    action.changesOn(ticket);
                }
                boolean worthATell = answered || outcome.noteworthy();
                tell(owner, news, worthATell ? Action.Change.STATE : change, origin, ticket, work);
            });
        }
    }

    private void reject(String owner, Rejection rejection, Action action, Ticket ticket, Work work) {
        if (action.reject(rejection.code(), rejection.detail(), clock.instant())) {
            String text = "Rejected the " + action.kind() + ": " + rejection.detail();
            chatter.record(ticket, owner, text, List.of(), work);
            action.changesOn(ticket);
            ticket.tellChanged(work);
        }
    }

    /** The chatter tells what changes the course of things; whoever shows the ticket hears of every detail. */
    private void tell(String owner, News news, Action.Change change, Action action, Ticket ticket, Work work) {
        if (change == Action.Change.STATE) {
            chatter.record(ticket, owner, news.text(), links(news, action), work);
        }
        if (change != Action.Change.NOTHING) {
            action.changesOn(ticket);
            ticket.tellChanged(work);
        }
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
