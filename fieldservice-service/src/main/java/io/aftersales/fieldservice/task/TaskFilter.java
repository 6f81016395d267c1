package io.aftersales.fieldservice.task;

import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.util.UUID;

/** The query parameters of the list of tasks; all given ones must fit. */
public class TaskFilter {

    @QueryParam("projectId")
    @Parameter(schema = @Schema(implementation = UUID.class))
    public String projectId;

    @QueryParam("stageId")
    @Parameter(schema = @Schema(implementation = UUID.class))
    public String stageId;

    @QueryParam("state")
    @Parameter(schema = @Schema(implementation = TaskState.class))
    public String state;

    @QueryParam("ticketId")
    @Parameter(schema = @Schema(implementation = UUID.class))
    public String ticketId;

    @QueryParam("customerId")
    @Parameter(description = "Tasks of this customer alone", schema = @Schema(implementation = UUID.class))
    public String customerId;

    @QueryParam("companyOf")
    @Parameter(
            description = "A customer: tasks of every customer of its company",
            schema = @Schema(implementation = UUID.class))
    public String companyOf;

    @QueryParam("assigneeId")
    @Parameter(description = "Subject of a technician")
    public String assigneeId;

    @QueryParam("number")
    public String number;

    Keyset<Task> query() {
        TaskState wanted = Filter.byName(TaskState.class, "state", state);
        return Keyset.of(Task.class, "join fetch e.project join fetch e.stage left join fetch e.customer")
                .where("e.project.id = :project", "project", Filter.uuid("projectId", projectId))
                .where("e.stage.id = :stage", "stage", Filter.uuid("stageId", stageId))
                .where("e.stage.closed = :closed", "closed", wanted == null ? null : wanted == TaskState.CLOSED)
                .where("e.ticketId = :ticket", "ticket", Filter.uuid("ticketId", ticketId))
                .where("e.customer.id = :customer", "customer", Filter.uuid("customerId", customerId))
                .where(
                        "e.customer.companyId = (select c.companyId from Customer c where c.id = :companyOf)",
                        "companyOf",
                        Filter.uuid("companyOf", companyOf))
                .where("exists (select 1 from e.assignees x where x.sub = :assignee)", "assignee", assigneeId)
                .where("e.number = :number", "number", number);
    }
}
