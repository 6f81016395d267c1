package io.aftersales.accounting.outstanding;

import io.aftersales.accounting.invoice.Invoice;
import io.aftersales.accounting.invoice.OutstandingCredit;
import io.aftersales.accounting.invoice.PaymentState;
import io.aftersales.accounting.invoice.Settlement;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** That an outstanding credit settled an invoice, and what is left of both. */
@Schema(name = "Allocation")
public record AllocationView(
        UUID id,
        UUID outstandingCreditId,
        UUID invoiceId,
        @Schema(examples = "INV/2026/00002") String invoiceNumber,
        Money amount,

        @Schema(description = "What is left of the outstanding credit")
        Money residual,

        @Schema(description = "What the invoice still has open")
        Money invoiceResidual,

        PaymentState invoicePaymentState,
        Stamp created) {

    static AllocationView of(Settlement settlement, OutstandingCredit credit) {
        Invoice invoice = settlement.invoice();
        return new AllocationView(
                settlement.id(),
                credit.id(),
                invoice.id(),
                invoice.number(),
                Money.of(settlement.amount(), invoice.currency()),
                Money.of(credit.residual(), credit.currency()),
                Money.of(invoice.residual(), invoice.currency()),
                invoice.paymentState(),
                settlement.settled());
    }
}
