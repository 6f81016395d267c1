package io.aftersales.helpdesk.project;

import io.aftersales.platform.envelope.MessageType;

import java.util.List;
import java.util.UUID;

/** What the helpdesk reads of {@code project-changed}: a field service project as it is now. */
record ProjectChanged(UUID projectId, String name, List<Stage> stages, boolean visibleToCustomers, boolean archived) {

    static final MessageType<ProjectChanged> TYPE = MessageType.of("project-changed", ProjectChanged.class);

    record Stage(UUID stageId, String name) {}
}
