package io.aftersales.helpdesk.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.util.UUID;

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
        visibleToCustomers = told.visibleToCustomers();
        archived = told.archived();
    }
}
