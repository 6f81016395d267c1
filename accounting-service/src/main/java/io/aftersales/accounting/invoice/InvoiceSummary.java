package io.aftersales.accounting.invoice;

import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.LocalDate;
import java.util.UUID;

/** An invoice as lists show it. */
@Schema(name = "InvoiceSummary")
public record InvoiceSummary(
        UUID id,
        String number,
        InvoiceState state,
        PaymentState paymentState,
        UUID customerId,
        UUID companyId,
        LocalDate date,
        LocalDate dueDate,
        Money net,
        Money tax,
        Money total,
        Money residual,
        String externalReference,
        UUID duplicateOf,
        UUID ticketId) {

    static InvoiceSummary of(Invoice invoice) {
        String currency = invoice.currency();
        return new InvoiceSummary(
                invoice.id(),
                invoice.number(),
                invoice.state(),
                invoice.paymentState(),
                invoice.customer() == null ? null : invoice.customer().id(),
                invoice.customer() == null ? null : invoice.customer().companyId(),
                invoice.date(),
                invoice.dueDate(),
                Money.of(invoice.amounts().net(), currency),
                Money.of(invoice.amounts().tax(), currency),
                Money.of(invoice.total(), currency),
                Money.of(invoice.residual(), currency),
                invoice.externalReference(),
                invoice.duplicateOf(),
                invoice.ticketId());
    }
}
