package io.aftersales.accounting.invoice;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** A line as it is put on a draft: checked, and with the rates of its taxes. */
record PricedLine(
        UUID productId,
        String description,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal discount,
        List<UUID> taxIds,
        BigDecimal taxRate) {

    /** Bytes that the description takes in a message: UTF-8, escaped as JSON. */
    int weight() {
        return description
                .chars()
                .map(c -> c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3)
                .sum();
    }
}
