package io.aftersales.repair.reference;

import io.aftersales.platform.envelope.MessageType;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What repair reads of {@code tax-changed}: the tax as it is now.
 *
 * @param rate per cent
 */
public record TaxChanged(UUID taxId, String name, BigDecimal rate, boolean active) {

    public static final MessageType<TaxChanged> TYPE = MessageType.of("tax-changed", TaxChanged.class);
}
