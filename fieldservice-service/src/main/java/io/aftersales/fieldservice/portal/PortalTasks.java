package io.aftersales.fieldservice.portal;

import io.aftersales.fieldservice.customer.Customers;
import io.aftersales.fieldservice.task.Task;
import io.aftersales.fieldservice.task.Tasks;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;

import java.util.UUID;

/** Which tasks a customer sees in the portal: those of its whole company, in projects that are visible to customers. */
@RequestScoped
class PortalTasks {

    private final Tasks tasks;
    private final Customers customers;
    private final Caller caller;

    PortalTasks(Tasks tasks, Customers customers, Caller caller) {
        this.tasks = tasks;
        this.customers = customers;
        this.caller = caller;
    }

    /** @throws RuleBroken 404 for a task that is not there for the caller */
    Uni<Task> see(UUID id) {
        return tasks.read(id)
                .call(task -> caller.customerId()
                        .map(customers::find)
                        .orElseGet(() -> Uni.createFrom().nullItem())
                        .invoke(customer -> {
                            if (customer == null || !task.isShownTo(customer.companyId())) {
                                throw RuleBroken.notFound("task", id);
                            }
                        }));
    }
}
