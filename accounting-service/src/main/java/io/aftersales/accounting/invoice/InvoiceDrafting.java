package io.aftersales.accounting.invoice;

import io.aftersales.accounting.customer.Customers;
import io.aftersales.accounting.tax.Taxes;
import io.aftersales.platform.problem.RuleBroken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what a user asks for onto a draft: finds the customer, and the taxes as they are today. */
@ApplicationScoped
class InvoiceDrafting {

    private final Customers customers;
    private final Taxes taxes;

    InvoiceDrafting(Customers customers, Taxes taxes) {
        this.customers = customers;
        this.taxes = taxes;
    }

    /**
     * Lines that stay as they are keep the rates of the day they were written.
     *
     * @throws RuleBroken for an unknown customer or tax, a due date before the date, or an invoice that is no draft
     */
    Uni<Void> write(Invoice invoice, InvoiceDraft asked) {
        invoice.refuseUnlessDraft();
        if (asked.date() != null && asked.dueDate() != null && asked.dueDate().isBefore(asked.date())) {
            throw RuleBroken.invalid("dueDate", "must not be before the date");
        }
        boolean sameLines = InvoiceDraft.of(invoice).lines().equals(asked.allLines());
        return customers
                .get(asked.customerId())
                .invoke(customer -> invoice.write(customer, asked.date(), asked.dueDate(), asked.externalReference()))
                .chain(() -> sameLines
                        ? Uni.createFrom().voidItem()
                        : priced(asked.allLines()).invoke(invoice::write).replaceWithVoid());
    }

    private Uni<List<PricedLine>> priced(List<InvoiceDraft.Line> lines) {
        List<UUID> named = lines.stream().flatMap(line -> line.taxes().stream()).toList();
        return taxes.rates(named)
                .map(rates -> lines.stream().map(line -> priced(line, rates)).toList());
    }

    /** @param rates of the line's taxes, each of which has one */
    static PricedLine priced(InvoiceDraft.Line line, Map<UUID, BigDecimal> rates) {
        List<UUID> taxIds = line.taxes().stream().distinct().toList();
        return new PricedLine(
                line.productId(),
                line.description(),
                line.quantity(),
                line.unitPrice(),
                line.discount() == null ? BigDecimal.ZERO : line.discount(),
                taxIds,
                taxIds.stream().map(rates::get).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
