package io.aftersales.fieldservice.project;

import io.aftersales.fieldservice.technician.Technician;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;

import java.util.List;
import java.util.UUID;

/** {@code project-changed}: reference data, a project as it is now. */
public record ProjectEvent(
        UUID projectId,
        String name,
        List<StageState> stages,
        List<Requester> technicians,
        boolean visibleToCustomers,
        boolean archived) {

    public static final MessageType<ProjectEvent> CHANGED = MessageType.of("project-changed", ProjectEvent.class);

    /** A stage, in its place among the others. */
    public record StageState(UUID stageId, String name, boolean closed) {}

    static ProjectEvent of(Project project) {
        return new ProjectEvent(
                project.id(),
                project.name(),
                project.stages().stream()
                        .map(stage -> new StageState(stage.id(), stage.name(), stage.isClosed()))
                        .toList(),
                project.technicians().stream().map(Technician::asRequester).toList(),
                project.isVisibleToCustomers(),
                project.isArchived());
    }
}
