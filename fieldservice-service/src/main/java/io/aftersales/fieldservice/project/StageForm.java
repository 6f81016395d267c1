package io.aftersales.fieldservice.project;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** A stage of a project, in its place among the others. */
@Schema(name = "ProjectStage")
public record StageForm(
        @Schema(description = "Of a stage that the project has; left out for a new one")
        UUID id,

        @Schema(description = "Unique within the project") @NotBlank @Size(max = 100)
        String name,

        @Schema(description = "Whether tasks in it are closed; false when left out")
        Boolean closed) {

    static StageForm of(Stage stage) {
        return new StageForm(stage.id(), stage.name(), stage.isClosed());
    }

    boolean isClosed() {
        return Boolean.TRUE.equals(closed);
    }
}
