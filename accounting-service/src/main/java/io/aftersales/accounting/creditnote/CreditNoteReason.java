package io.aftersales.accounting.creditnote;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A reason from the list that the company keeps, so that reports can count by it. */
@Entity
public class CreditNoteReason {

    @Id
    private String code;

    @Column(nullable = false)
    private String label;

    protected CreditNoteReason() {}

    CreditNoteReason(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }
}
