package io.aftersales.helpdesk.aftersales.task;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A field service task, as it is asked for. Whether the project takes it is for field service to decide. */
public record TaskRequest(
        @Schema(description = "The ticket's subject when left out")
        @Size(min = 1, max = 200)
        @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String title,

        @Schema(description = "The team's default project when left out")
        UUID projectId,

        @Size(max = 10_000) String description,
        Instant plannedStart,

        @Schema(description = "After plannedStart; an hour is taken when left out")
        Instant plannedEnd,

        @Schema(description = "Subjects of technicians of the project") @Size(max = 20)
        List<@NotBlank @Size(max = 255) String> assigneeIds) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2999-12-31T00:00:00Z");

    @AssertTrue(message = "plannedStart and plannedEnd must be in the years 2000 to 2999")
    @Schema(hidden = true)
    boolean isPlanOrdinary() {
        return isOrdinary(plannedStart) && isOrdinary(plannedEnd);
    }

    @AssertTrue(message = "plannedEnd must be after plannedStart")
    @Schema(hidden = true)
    boolean isPlannedEndAfterStart() {
        return plannedEnd == null || plannedStart != null && plannedEnd.isAfter(plannedStart);
    }

    private static boolean isOrdinary(Instant moment) {
        return moment == null || !moment.isBefore(EARLIEST) && !moment.isAfter(LATEST);
    }
}
