package io.aftersales.accounting.outstanding;

import io.aftersales.accounting.invoice.OutstandingCredit;
import io.aftersales.accounting.invoice.Payout;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.LocalDate;
import java.util.UUID;

/** A payout as the API shows it. */
@Schema(name = "Payout")
public record PayoutView(
        UUID id,
        UUID outstandingCreditId,
        Money amount,
        LocalDate date,
        String reference,

        @Schema(description = "What is left of the outstanding credit")
        Money residual,

        Stamp created) {

    static PayoutView of(Payout payout, OutstandingCredit credit) {
        return new PayoutView(
                payout.id(),
                credit.id(),
                Money.of(payout.amount(), payout.currency()),
                payout.date(),
                payout.reference(),
                Money.of(credit.residual(), credit.currency()),
                payout.created());
    }
}
