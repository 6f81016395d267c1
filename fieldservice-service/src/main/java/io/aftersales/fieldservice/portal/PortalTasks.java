package io.aftersales.fieldservice.portal;

import io.aftersales.fieldservice.task.Task;
import io.aftersales.fieldservice.task.Tasks;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;

import java.util.UUID;

/**
 * Which tasks a customer sees in the portal, all in projects that are visible to customers: those that came from a ticket which
 * it, or another contact of its company, follows; and those of its company that came from no ticket.
 */
@RequestScoped
class PortalTasks {

    private static final String SHOWN = """
            select count(*)
            from task
            join project on project.id = task.project_id and project.visible_to_customers
            join customer caller on caller.id = ?2
            left join followed_ticket on followed_ticket.ticket_id = task.ticket_id
            join customer allowed on allowed.company_id = caller.company_id
                and (allowed.id = any (followed_ticket.customer_ids)
                    or task.ticket_id is null and allowed.id = task.customer_id)
            where task.id = ?1""";

    private final Tasks tasks;
    private final Caller caller;

    PortalTasks(Tasks tasks, Caller caller) {
        this.tasks = tasks;
        this.caller = caller;
    }

    /** @throws RuleBroken 404 for a task that is not there for the caller */
    Uni<Task> see(UUID id) {
        UUID contact = caller.customerId().orElseThrow(() -> RuleBroken.notFound("task", id));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SHOWN, Long.class)
                        .setParameter(1, id)
                        .setParameter(2, contact)
                        .getSingleResult())
                .chain(shown -> {
                    if (shown == 0) {
                        throw RuleBroken.notFound("task", id);
                    }
                    return tasks.read(id);
                });
    }
}
