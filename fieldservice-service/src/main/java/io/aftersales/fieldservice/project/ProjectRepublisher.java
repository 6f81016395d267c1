package io.aftersales.fieldservice.project;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of every project again. */
@ApplicationScoped
class ProjectRepublisher implements Republisher<Project> {

    private final Projects projects;

    ProjectRepublisher(Projects projects) {
        this.projects = projects;
    }

    @Override
    public Uni<List<Project>> after(UUID last, int limit) {
        return projects.lockNext(last, limit);
    }

    @Override
    public void republish(Project project, Work work) {
        work.republish(project, ProjectEvent.CHANGED, ProjectEvent.of(project));
    }
}
