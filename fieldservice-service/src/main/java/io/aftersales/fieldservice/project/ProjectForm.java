package io.aftersales.fieldservice.project;

import io.aftersales.fieldservice.technician.TechnicianForm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/** What can be entered and edited of a project. */
@Schema(name = "ProjectRequest")
public record ProjectForm(
        @Schema(description = "Unique among projects that are not archived") @NotBlank @Size(max = 100)
        String name,

        @Schema(description = "In order, at least one open and one closed; new tasks start in the first open one")
        @NotNull
        @Size(min = 2, max = 50)
        List<@NotNull @Valid StageForm> stages,

        @Schema(description = "Who can be assigned to its tasks") @Size(max = 500)
        List<@NotNull @Valid TechnicianForm> technicians,

        @Schema(description = "Whether customers see its tasks in the portal; true when left out")
        Boolean visibleToCustomers,

        @Schema(description = "An archived project takes no more tasks; false when left out")
        Boolean archived) {

    public ProjectForm {
        technicians = technicians == null ? List.of() : technicians;
        visibleToCustomers = visibleToCustomers == null || visibleToCustomers;
        archived = archived != null && archived;
    }

    static ProjectForm of(Project project) {
        return new ProjectForm(
                project.name(),
                project.stages().stream().map(StageForm::of).toList(),
                project.technicians().stream().map(TechnicianForm::of).toList(),
                project.isVisibleToCustomers(),
                project.isArchived());
    }
}
