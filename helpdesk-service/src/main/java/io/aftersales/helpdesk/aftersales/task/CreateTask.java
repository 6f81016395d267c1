package io.aftersales.helpdesk.aftersales.task;

import io.aftersales.helpdesk.aftersales.Commission;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** {@code create-task}: asks field service to open a task for a ticket. */
record CreateTask(
        UUID actionId,
        UUID ticketId,
        UUID customerId,
        UUID companyId,
        Requester requestedBy,
        String title,
        String description,
        UUID projectId,
        List<String> assigneeIds,
        Instant plannedStart,
        Instant plannedEnd)
        implements Command {

    static final MessageType<CreateTask> TYPE = MessageType.of("create-task", CreateTask.class);

    static CreateTask of(TaskRequest request, UUID projectId, Commission commission) {
        return new CreateTask(
                commission.actionId(),
                commission.ticketId(),
                commission.customerId(),
                commission.companyId(),
                commission.requestedBy(),
                request.title() == null
                        ? commission.ticket().subject()
                        : request.title().strip(),
                request.description(),
                projectId,
                request.assigneeIds(),
                request.plannedStart(),
                request.plannedEnd());
    }
}
