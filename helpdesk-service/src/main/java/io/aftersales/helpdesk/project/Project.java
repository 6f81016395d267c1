package io.aftersales.helpdesk.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A project as field service last told us. An older message never overwrites a newer one. */
@Entity
public class Project {

    @Id
    private UUID id;

    /** Of the message that the rest comes from. */
    @Column(nullable = false)
    private long sequence;

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

    static Project of(long sequence, ProjectChanged told) {
        Project project = new Project();
        project.id = told.projectId();
        project.copy(sequence, told);
        return project;
    }

    void learn(long newSequence, ProjectChanged told) {
        if (newSequence > sequence) {
            copy(newSequence, told);
        }
    }

    private void copy(long newSequence, ProjectChanged told) {
        sequence = newSequence;
        name = told.name();
        stageNames = told.stages().stream()
                .collect(Collectors.toMap(stage -> stage.stageId().toString(), ProjectChanged.Stage::name));
        visibleToCustomers = told.visibleToCustomers();
        archived = told.archived();
    }

    UUID id() {
        return id;
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
