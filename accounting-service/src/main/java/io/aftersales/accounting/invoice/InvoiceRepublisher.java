package io.aftersales.accounting.invoice;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of every invoice again. */
@ApplicationScoped
class InvoiceRepublisher implements Republisher<Invoice> {

    private final Invoices invoices;

    InvoiceRepublisher(Invoices invoices) {
        this.invoices = invoices;
    }

    @Override
    public Uni<List<Invoice>> after(UUID last, int limit) {
        return invoices.lockNext(last, limit);
    }

    @Override
    public void republish(Invoice invoice, Work work) {
        work.republish(invoice, InvoiceEvent.typeOf(invoice.state()), InvoiceEvent.of(invoice));
    }
}
