package io.aftersales.fieldservice.project;

import io.aftersales.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

import java.util.UUID;

/** A step on a task's way through its project; in a closed one the task is closed. */
@Entity
@Table(name = "project_stage")
public class Stage {

    @Id
    private UUID id = Ids.next();

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private Project project;

    @Column(nullable = false)
    private int position;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private boolean closed;

    protected Stage() {}

    Stage(Project project) {
        this.project = project;
    }

    void describe(StageForm form, int newPosition) {
        position = newPosition;
        name = form.name().strip();
        closed = form.isClosed();
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public boolean isClosed() {
        return closed;
    }

    int position() {
        return position;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stage that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
