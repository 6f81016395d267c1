package io.aftersales.inventory.stock;

import io.aftersales.inventory.Quantities;
import io.aftersales.platform.history.Stamp;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A done move as the API shows it. */
@Schema(name = "StockMove")
public record StockMoveView(
        UUID id,
        UUID productId,
        UUID fromLocationId,
        UUID toLocationId,
        BigDecimal quantity,
        List<String> serialNumbers,

        @Schema(description = "The number of the transfer, or the reason of an adjustment", examples = "WH/OUT/00001")
        String reference,

        LocalDate date,
        UUID deliveryLineId,
        UUID returnLineId,

        @Schema(description = "The move that this one takes back")
        UUID reverses,

        @Schema(description = "Whether it was imported as a part of history")
        boolean history,

        Stamp done) {

    static StockMoveView of(StockMove move) {
        return new StockMoveView(
                move.id(),
                move.productId(),
                move.fromLocationId(),
                move.toLocationId(),
                Quantities.plain(move.quantity()),
                move.serialNumbers().isEmpty() ? null : move.serialNumbers(),
                move.reference(),
                move.date(),
                move.deliveryLineId(),
                move.returnLineId(),
                move.reverses(),
                move.isHistory(),
                move.done());
    }
}
