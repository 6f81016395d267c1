package io.aftersales.fieldservice.task;

import io.aftersales.fieldservice.customer.Address;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What can be entered and edited of a task. */
@PlanInOrder
@Schema(name = "TaskRequest")
public record TaskForm(
        @NotBlank @Size(max = 200) String title,
        @Size(max = 10_000) String description,
        @NotNull UUID projectId,

        @Schema(description = "Of the project; its first open one when left out")
        UUID stageId,

        UUID customerId,

        @Schema(description = "Where to go; a new task's is the customer's when left out") @Valid
        Address address,

        @Schema(description = "Subjects of technicians of the project") @Size(max = Task.MOST_ASSIGNEES)
        List<@NotBlank @Size(max = 255) String> assigneeIds,

        Instant plannedStart,

        @Schema(description = "After plannedStart; an hour is taken when left out")
        Instant plannedEnd,

        @Schema(description = "0 is the lowest; 0 when left out") @Min(0) @Max(3)
        Integer priority)
        implements Planned {

    public TaskForm {
        assigneeIds = assigneeIds == null ? List.of() : List.copyOf(assigneeIds);
        priority = priority == null ? 0 : priority;
    }

    static TaskForm of(Task task) {
        return new TaskForm(
                task.title(),
                task.description(),
                task.project().id(),
                task.stage().id(),
                task.customerId(),
                task.address(),
                task.assigneeIds(),
                task.plan().start(),
                task.plan().end(),
                task.priority());
    }

    /** The same, but for the address. */
    TaskForm at(Address place) {
        return new TaskForm(
                title,
                description,
                projectId,
                stageId,
                customerId,
                place,
                assigneeIds,
                plannedStart,
                plannedEnd,
                priority);
    }

    /** The same, but for the stage. */
    TaskForm in(UUID otherStageId) {
        return new TaskForm(
                title,
                description,
                projectId,
                otherStageId,
                customerId,
                address,
                assigneeIds,
                plannedStart,
                plannedEnd,
                priority);
    }
}
