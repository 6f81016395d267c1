package io.aftersales.helpdesk.aftersales.task;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.FlushMode;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The field service tasks that keep a ticket from being closed: those that are open, and those that are being asked for. Who
 * asks for a task, takes in what became of it or closes a ticket holds the ticket's lock, so what is found here stays so.
 */
@ApplicationScoped
public class OpenTasks {

    /** SQL condition on the table {@code ticket}: no task keeps the ticket open. For those who close many. */
    public static final String NONE_OF_TICKET = """
            not exists (
                select from after_sales_action action
                left join action_document document on document.action_id = action.id
                where action.ticket_id = ticket.id and action.kind = 'task'
                    and (action.status = 'REQUESTED' or document.state = 'open'))""";

    private static final String OF_TICKET = """
            select document.number
            from after_sales_action action
            left join action_document document on document.action_id = action.id
            where action.ticket_id = ?1 and action.kind = 'task'
                and (action.status = 'REQUESTED' or document.state = 'open')
            order by document.number, action.id""";

    /** What keeps a ticket open, in words: the numbers of its open tasks, and how many are being asked for. */
    public Uni<List<String>> of(UUID ticketId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OF_TICKET, String.class)
                        // What the transaction changes of the ticket itself is written once, at its end.
                        .setFlushMode(FlushMode.MANUAL)
                        .setParameter(1, ticketId)
                        .getResultList())
                .map(numbers -> {
                    List<String> named =
                            numbers.stream().filter(Objects::nonNull).toList();
                    int asked = numbers.size() - named.size();
                    return asked == 0
                            ? named
                            : with(named, asked == 1 ? "one being asked for" : asked + " being asked for");
                });
    }

    private static List<String> with(List<String> named, String more) {
        return Stream.concat(named.stream(), Stream.of(more)).toList();
    }
}
