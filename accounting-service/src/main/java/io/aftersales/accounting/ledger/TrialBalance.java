package io.aftersales.accounting.ledger;

import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.util.List;

/** What was debited and credited to every account, in one currency; debits and credits are equal. */
@Schema(name = "TrialBalance")
public record TrialBalance(String currency, List<Row> accounts, Money debit, Money credit) {

    /** An account's sums. */
    @Schema(name = "TrialBalanceRow")
    public record Row(
            Account account,
            Money debit,
            Money credit,
            @Schema(description = "Debit less credit") Money balance) {}

    /** Sums of one account. */
    record Sums(Account account, BigDecimal debit, BigDecimal credit) {

        static Sums none(Account account) {
            return new Sums(account, BigDecimal.ZERO, BigDecimal.ZERO);
        }
    }

    static TrialBalance of(String currency, List<Sums> sums) {
        return new TrialBalance(
                currency,
                sums.stream()
                        .map(sum -> new Row(
                                sum.account(),
                                Money.of(sum.debit(), currency),
                                Money.of(sum.credit(), currency),
                                Money.of(sum.debit().subtract(sum.credit()), currency)))
                        .toList(),
                Money.of(sums.stream().map(Sums::debit).reduce(BigDecimal.ZERO, BigDecimal::add), currency),
                Money.of(sums.stream().map(Sums::credit).reduce(BigDecimal.ZERO, BigDecimal::add), currency));
    }
}
