package io.aftersales.fieldservice.technician;

import io.aftersales.platform.security.Requester;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Somebody who can be planned: whoever a project names as its technician. */
@Entity
public class Technician {

    /** Subject of the technician's token. */
    @Id
    private String sub;

    @Column(nullable = false)
    private String name;

    protected Technician() {}

    public String sub() {
        return sub;
    }

    public String name() {
        return name;
    }

    public Requester asRequester() {
        return new Requester(sub, name);
    }

    void rename(String newName) {
        name = newName;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Technician that && sub.equals(that.sub);
    }

    @Override
    public int hashCode() {
        return sub.hashCode();
    }
}
