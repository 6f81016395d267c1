package io.aftersales.fieldservice.task;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The command {@code create-task}: plan a visit for a ticket.
 *
 * @param customerId the ticket's customer
 * @param companyId the top of the customer's tree of companies, as the helpdesk knows it
 * @param projectId the one that was chosen, or the team's default; null where there is neither
 */
@PlanInOrder
public record CreateTask(
        @NotNull UUID actionId,
        @NotNull UUID ticketId,
        @NotNull UUID customerId,
        @NotNull UUID companyId,
        @NotNull Requester requestedBy,
        @NotBlank @Size(max = 200) String title,
        @Size(max = 10_000) String description,
        UUID projectId,
        @Size(max = Task.MOST_ASSIGNEES) List<@NotBlank @Size(max = 255) String> assigneeIds,
        Instant plannedStart,
        Instant plannedEnd)
        implements Command, Planned {

    public static final MessageType<CreateTask> TYPE = MessageType.of("create-task", CreateTask.class);

    public CreateTask {
        assigneeIds = assigneeIds == null ? List.of() : assigneeIds;
    }

    TaskForm form() {
        return new TaskForm(
                title, description, projectId, null, customerId, null, assigneeIds, plannedStart, plannedEnd, null);
    }
}
