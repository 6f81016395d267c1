package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.aftersales.Action;
import io.aftersales.helpdesk.aftersales.Actions;
import io.aftersales.helpdesk.aftersales.SmartButtons;
import io.aftersales.helpdesk.chatter.Chatter;
import io.aftersales.helpdesk.chatter.Message;
import io.aftersales.platform.problem.RuleBroken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads what changed on a ticket since some place in its stream. The database alone decides it, so whoever asks, at whichever
 * replica, misses nothing; of something that changed several times the present state is told once.
 */
@ApplicationScoped
class TicketChanges {

    /** Before the first place: all that is kept. */
    private static final long START = -1;

    /** How many places are read at once. */
    private static final long STRIDE = 200;

    private final Tickets tickets;
    private final Chatter chatter;
    private final Actions actions;
    private final SmartButtons smartButtons;

    TicketChanges(Tickets tickets, Chatter chatter, Actions actions, SmartButtons smartButtons) {
        this.tickets = tickets;
        this.chatter = chatter;
        this.actions = actions;
        this.smartButtons = smartButtons;
    }

    /** A message that is no more. */
    record Deleted(UUID id) {}

    /**
     * The next events after a place; empty when nothing changed since. The last one has the place to go on from.
     *
     * @param place null for now; one that lies ahead of the ticket is of a past that was lost, and everything is told again
     * @throws RuleBroken {@code not-found} when the caller may not see the ticket
     */
    Uni<List<TicketEvent>> after(UUID ticketId, Long place) {
        return tickets.see(ticketId).chain(ticket -> {
            long now = ticket.eventSequence();
            if (place == null) {
                return Uni.createFrom().item(List.of(state(ticket, now)));
            }
            if (place == now) {
                return Uni.createFrom().item(List.of());
            }
            long after = place > now ? START : place;
            return between(ticket, after, Math.min(now, after + STRIDE));
        });
    }

    private Uni<List<TicketEvent>> between(Ticket ticket, long after, long upTo) {
        List<TicketEvent> events = new ArrayList<>();
        return chatter.between(ticket.id(), after, upTo)
                .invoke(messages -> messages.forEach(message -> events.add(told(message))))
                .chain(() -> actions.between(ticket.id(), after, upTo))
                .invoke(asked -> asked.forEach(action -> events.add(told(action))))
                .call(asked -> asked.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : smartButtons
                                .of(ticket.id())
                                .invoke(buttons -> events.add(TicketEvent.of("smart-buttons", buttons))))
                .invoke(() -> events.add(state(ticket, upTo)))
                .replaceWith(events);
    }

    private static TicketEvent told(Message message) {
        return message.isErased()
                ? TicketEvent.of("message-deleted", new Deleted(message.id()))
                : TicketEvent.of("message", message.view());
    }

    private TicketEvent told(Action action) {
        return TicketEvent.of("action", actions.view(action));
    }

    private static TicketEvent state(Ticket ticket, long place) {
        return new TicketEvent("ticket", place, TicketViews.inList(ticket));
    }
}
