package io.aftersales.accounting.tax;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.money.Decimals;

import java.math.BigDecimal;
import java.util.UUID;

/** The event {@code tax-changed}: a tax as it is now. */
public record TaxChanged(UUID taxId, String name, BigDecimal rate, boolean active) {

    public static final MessageType<TaxChanged> TYPE = MessageType.of("tax-changed", TaxChanged.class);

    static TaxChanged of(Tax tax) {
        return new TaxChanged(tax.id(), tax.name(), Decimals.number(tax.rate()), tax.isActive());
    }
}
