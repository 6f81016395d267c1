package io.aftersales.accounting.creditnote;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/** A reason from the list that the company keeps, so that reports can count by it. */
@Entity
public class CreditNoteReason {

    @Id
    private String code;

    /** Counts changes; the ETag of the REST API. */
    @Version
    @Column(nullable = false)
    private long version;

    @Column(nullable = false)
    private String label;

    @Column(nullable = false)
    private boolean active;

    protected CreditNoteReason() {}

    CreditNoteReason(String code, String label) {
        this.code = code;
        this.label = label;
        this.active = true;
    }

    /** Gives it another name, or archives it; the code stays, so that reports count on. */
    void change(String newLabel, boolean nowActive) {
        label = newLabel;
        active = nowActive;
    }

    public String code() {
        return code;
    }

    long version() {
        return version;
    }

    public String label() {
        return label;
    }

    /** An archived reason stays on the credit notes that have it and is offered for no new one. */
    public boolean isActive() {
        return active;
    }
}
