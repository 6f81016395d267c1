package io.aftersales.helpdesk.project;

import io.aftersales.platform.reference.Learned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A project as field service last told us. */
@Entity
public class Project extends Learned<ProjectChanged> {

    @Column(nullable = false)
    private String name;

    /** By the ids of the stages. */
    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> stageNames;

    @Column(nullable = false)
    private boolean visibleToCustomers;

    @Column(nullable = false)
    private boolean archived;

    protected Project() {}

    @Override
    protected void copy(ProjectChanged told) {
        name = told.name();
        stageNames = told.stages().stream()
                .collect(Collectors.toMap(stage -> stage.stageId().toString(), ProjectChanged.Stage::name));
        visibleToCustomers = told.visibleToCustomers();
        archived = told.archived();
    }

    public String name() {
        return name;
    }

    /** @return empty for a stage that the project did not have when it last told of itself */
    public Optional<String> stageName(String stageId) {
        return Optional.ofNullable(stageNames.get(stageId));
    }

    public boolean isVisibleToCustomers() {
        return visibleToCustomers;
    }
}
