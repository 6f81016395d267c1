package io.aftersales.fieldservice.project;

import io.aftersales.fieldservice.technician.TechnicianForm;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;
import java.util.UUID;

/** A project as the API shows it. */
@Schema(name = "Project")
public record ProjectView(
        UUID id,
        String name,

        @Schema(description = "In order") List<StageForm> stages,

        List<TechnicianForm> technicians,

        @Schema(description = "Whether customers see its tasks in the portal")
        boolean visibleToCustomers,

        @Schema(description = "Whether it takes no more tasks")
        boolean archived) {

    static ProjectView of(Project project) {
        return new ProjectView(
                project.id(),
                project.name(),
                project.stages().stream().map(StageForm::of).toList(),
                project.technicians().stream().map(TechnicianForm::of).toList(),
                project.isVisibleToCustomers(),
                project.isArchived());
    }
}
