package io.aftersales.accounting.invoice;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** A line as it is put on a draft: checked, and with the rates of its taxes. */
public record PricedLine(
        UUID productId,
        String description,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal discount,
        List<UUID> taxIds,
        BigDecimal taxRate) {

    /** Bytes that a line takes in the event of a credit note, the longest there is, with all numbers at their longest. */
    private static final int FRAME = 330;

    private static final int PRODUCT_ID = 52;
    private static final int TAX_ID = 39;

    /** Bytes that the line takes at most in a message. */
    int weight() {
        return FRAME + (productId == null ? 0 : PRODUCT_ID) + TAX_ID * taxIds.size() + bytesOf(description);
    }

    /** As UTF-8, escaped as JSON. */
    private static int bytesOf(String text) {
        return text.chars()
                .map(c -> c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3)
                .sum();
    }
}
