package io.aftersales.accounting.outstanding;

import io.aftersales.accounting.invoice.OutstandingCredit;
import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.LocalDate;
import java.util.UUID;

/** An outstanding credit as the API shows it. */
@Schema(name = "OutstandingCredit")
public record OutstandingCreditView(
        @Schema(description = "Of the credit note or the payment")
        UUID id,

        @Schema(description = "A posted credit note, or a payment that a full credit released")
        OutstandingCredit.Kind kind,

        @Schema(
                description = "Number of the credit note, or what the bank said of the payment",
                examples = "RINV/2026/00001")
        String reference,

        UUID customerId,

        @Schema(description = "The top of the customer's tree of companies")
        UUID companyId,

        @Schema(description = "The invoice that was credited or paid")
        UUID invoiceId,

        @Schema(examples = "INV/2026/00001") String invoiceNumber,

        LocalDate date,

        @Schema(description = "The whole credit note or payment")
        Money amount,

        @Schema(description = "What is left of it to be set against an invoice or paid out")
        Money residual) {

    static OutstandingCreditView of(OutstandingCreditItem credit) {
        return new OutstandingCreditView(
                credit.id(),
                credit.kind(),
                credit.reference(),
                credit.customer().id(),
                credit.customer().companyId(),
                credit.invoice().id(),
                credit.invoice().number(),
                credit.date(),
                Money.of(credit.amount(), credit.currency()),
                Money.of(credit.residual(), credit.currency()));
    }
}
