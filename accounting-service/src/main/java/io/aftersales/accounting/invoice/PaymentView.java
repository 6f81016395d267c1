package io.aftersales.accounting.invoice;

import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.LocalDate;
import java.util.UUID;

/** A payment as the API shows it. */
@Schema(name = "Payment")
public record PaymentView(
        UUID id,
        UUID invoiceId,
        Money amount,

        @Schema(description = "What of it settles nothing, because a full credit note released it")
        Money residual,

        LocalDate date,
        String reference,
        Stamp created) {

    static PaymentView of(Payment payment) {
        return new PaymentView(
                payment.id(),
                payment.invoice().id(),
                Money.of(payment.amount(), payment.currency()),
                Money.of(payment.residual(), payment.currency()),
                payment.date(),
                payment.reference(),
                payment.created());
    }
}
