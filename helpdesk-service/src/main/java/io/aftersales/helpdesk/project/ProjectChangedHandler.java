package io.aftersales.helpdesk.project;

import io.aftersales.platform.reference.LearningHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** Learns the projects: teams have a default one, and some are not visible to customers. */
@ApplicationScoped
class ProjectChangedHandler extends LearningHandler<ProjectChanged, Project> {

    ProjectChangedHandler() {
        super(ProjectChanged.TYPE, Project.class, Project::new, ProjectChanged::projectId);
    }
}
