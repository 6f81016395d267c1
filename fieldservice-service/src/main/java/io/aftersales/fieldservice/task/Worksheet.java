package io.aftersales.fieldservice.task;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a visit; every part may be absent. */
@Embeddable
@Schema(name = "Worksheet")
public record Worksheet(
        @Schema(description = "What was done") @Size(min = 1, max = 10_000)
        String done,

        @Schema(description = "Time spent, in minutes") @Min(0) @Max(100_000)
        Integer minutesSpent,

        @Schema(description = "Name of who signed it") @Size(min = 1, max = 200)
        String signedBy) {

    static Worksheet empty() {
        return new Worksheet(null, null, null);
    }
}
