package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.HelpdeskConfig;
import io.aftersales.platform.rest.Answer;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The actions of tickets, to be read and shown. */
@ApplicationScoped
public class Actions {

    private static final String WITH_DOCUMENTS = "from Action action left join fetch action.documents ";

    private final HelpdeskConfig config;
    private final Clock clock;

    Actions(HelpdeskConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Everything that was asked from a ticket, in the order in which it was asked. */
    public Uni<List<Action>> of(UUID ticketId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                WITH_DOCUMENTS + "where action.ticketId = :ticket order by action.id", Action.class)
                        .setParameter("ticket", ticketId)
                        .getResultList());
    }

    /** The actions that changed after one place in the ticket's stream, up to another, in the order of the places. */
    public Uni<List<Action>> between(UUID ticketId, long after, long upTo) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                WITH_DOCUMENTS + "where action.ticketId = :ticket and action.ticketSequence > :after"
                                        + " and action.ticketSequence <= :upTo order by action.ticketSequence, action.id",
                                Action.class)
                        .setParameter("ticket", ticketId)
                        .setParameter("after", after)
                        .setParameter("upTo", upTo)
                        .getResultList());
    }

    /** One action of a ticket, or null. */
    Uni<Action> find(UUID ticketId, UUID id) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                WITH_DOCUMENTS + "where action.id = :id and action.ticketId = :ticket", Action.class)
                        .setParameter("id", id)
                        .setParameter("ticket", ticketId)
                        .getSingleResultOrNull());
    }

    /** The answer to a request for an action that has not finished. */
    Answer accepted(Action action) {
        return Answer.accepted("tickets/" + action.ticketId() + "/actions", action, () -> view(action));
    }

    public ActionView view(Action action) {
        return new ActionView(
                action.id(),
                action.ticketId(),
                action.kind(),
                action.status(),
                action.isDelayed(clock.instant(), config.delayedAfter()),
                action.requestedBy(),
                action.requestedAt(),
                action.finishedAt().orElse(null),
                action.rejectionCode() == null
                        ? null
                        : new ActionView.Reason(action.rejectionCode(), action.rejectionDetail()),
                action.documents().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                        .map(entry -> made(entry.getKey(), entry.getValue()))
                        .toList(),
                action.warnings());
    }

    private static ActionView.Made made(UUID id, Document document) {
        return new ActionView.Made(document.type(), id, document.number(), document.state(), document.href());
    }
}
