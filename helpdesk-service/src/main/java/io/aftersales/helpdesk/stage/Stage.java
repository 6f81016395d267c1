package io.aftersales.helpdesk.stage;

import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.Entity;

/** A step of a ticket's life, shared by all teams. A ticket in a folded stage is closed. */
@Entity
public class Stage extends Aggregate {

    private String name;
    private int position;
    private boolean folded;

    void describe(StageForm form) {
        name = form.name().strip();
        position = form.position();
        folded = form.folded();
    }

    public String name() {
        return name;
    }

    public boolean isFolded() {
        return folded;
    }

    StageForm form() {
        return new StageForm(name, position, folded);
    }

    StageView view() {
        return new StageView(id(), name, position, folded);
    }
}
