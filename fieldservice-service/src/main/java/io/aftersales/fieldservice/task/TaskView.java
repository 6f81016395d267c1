package io.aftersales.fieldservice.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aftersales.fieldservice.customer.Address;
import io.aftersales.fieldservice.technician.Technician;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.rest.Warning;
import io.aftersales.platform.security.Requester;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A task as the API shows it. */
@Schema(name = "Task")
public record TaskView(
        UUID id,
        @Schema(examples = "TA00001") String number,
        String title,
        String description,
        TaskState state,
        UUID projectId,
        String projectName,
        UUID stageId,

        @Schema(description = "Name of the stage", examples = "In progress")
        String stage,

        UUID customerId,
        String customerName,

        @Schema(description = "The top of the customer's tree of companies")
        UUID companyId,

        Address address,
        List<Requester> assignees,
        Instant plannedStart,
        Instant plannedEnd,
        int priority,
        UUID ticketId,
        UUID actionId,
        Stamp created,
        Stamp changed,
        Instant closedAt,

        @Schema(description = "Reservations about what was done; absent when there are none")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Warning> warnings) {

    public static TaskView of(Task task) {
        return of(task, List.of());
    }

    static TaskView of(Task task, List<Warning> warnings) {
        return new TaskView(
                task.id(),
                task.number(),
                task.title(),
                task.description(),
                TaskState.of(task),
                task.project().id(),
                task.project().name(),
                task.stage().id(),
                task.stage().name(),
                task.customerId(),
                task.customer() == null ? null : task.customer().name(),
                task.customer() == null ? null : task.customer().companyId(),
                task.address(),
                task.assignees().stream().map(Technician::asRequester).toList(),
                task.plan().start(),
                task.plan().end(),
                task.priority(),
                task.ticketId(),
                task.actionId(),
                task.created(),
                task.changed(),
                task.closedAt(),
                warnings);
    }
}
