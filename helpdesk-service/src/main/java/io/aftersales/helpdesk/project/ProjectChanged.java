package io.aftersales.helpdesk.project;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/** What the helpdesk reads of {@code project-changed}: a field service project as it is now. */
record ProjectChanged(UUID projectId, String name, boolean visibleToCustomers, boolean archived) {

    static final MessageType<ProjectChanged> TYPE = MessageType.of("project-changed", ProjectChanged.class);
}
