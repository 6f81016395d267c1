package io.aftersales.accounting.origin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.util.UUID;

/** One ask for the invoice of another service's document: whether it was drafted, and whether it was taken back. */
@Entity
class InvoiceOrigin {

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private UUID originId;

    @Column(nullable = false, updatable = false)
    private int attempt;

    /** Null until it is drafted. */
    private UUID invoiceId;

    @Column(nullable = false)
    private boolean cancelled;

    protected InvoiceOrigin() {}

    void draft(UUID invoice) {
        invoiceId = invoice;
    }

    void cancel() {
        cancelled = true;
    }

    UUID invoiceId() {
        return invoiceId;
    }

    boolean isCancelled() {
        return cancelled;
    }
}
