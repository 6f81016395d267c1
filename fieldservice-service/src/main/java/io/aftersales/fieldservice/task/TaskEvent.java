package io.aftersales.fieldservice.task;

import io.aftersales.fieldservice.customer.Address;
import io.aftersales.fieldservice.technician.Technician;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.rest.Warning;
import io.aftersales.platform.security.Requester;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The public state of a task, as all its events carry it; contracts/schemas/shared/task.v1.schema.json.
 *
 * @param changedBy who made the change that the event tells of
 * @param warnings reservations with which that change was made; null when there are none
 */
public record TaskEvent(
        UUID taskId,
        String number,
        String title,
        String description,
        TaskState state,
        UUID projectId,
        String projectName,
        UUID stageId,
        String stage,
        UUID customerId,
        UUID companyId,
        Address address,
        List<Requester> assignees,
        Instant plannedStart,
        Instant plannedEnd,
        int priority,
        Worksheet worksheet,
        Requester changedBy,
        List<Warning> warnings,
        UUID ticketId,
        UUID actionId)
        implements OfAction {

    public static final MessageType<TaskEvent> CREATED = MessageType.of("task-created", TaskEvent.class);
    public static final MessageType<TaskEvent> CHANGED = MessageType.of("task-changed", TaskEvent.class);

    static TaskEvent of(Task task, List<Warning> warnings) {
        return new TaskEvent(
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
                task.customer() == null ? null : task.customer().companyId(),
                task.address(),
                task.assignees().stream().map(Technician::asRequester).toList(),
                task.plan().start(),
                task.plan().end(),
                task.priority(),
                task.worksheet().equals(Worksheet.empty()) ? null : task.worksheet(),
                task.changed().by(),
                warnings.isEmpty() ? null : warnings,
                task.ticketId(),
                task.actionId());
    }
}
