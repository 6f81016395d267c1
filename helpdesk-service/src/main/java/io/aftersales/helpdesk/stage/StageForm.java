package io.aftersales.helpdesk.stage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be entered and edited of a stage. */
@Schema(name = "StageRequest")
public record StageForm(
        @NotBlank @Size(max = 100) String name,

        @Schema(description = "Stages are shown in ascending order of this") @NotNull @Min(0) @Max(10_000)
        Integer position,

        @Schema(description = "Whether a ticket in this stage is closed; false when left out")
        Boolean folded) {

    public StageForm {
        folded = Boolean.TRUE.equals(folded);
    }
}
