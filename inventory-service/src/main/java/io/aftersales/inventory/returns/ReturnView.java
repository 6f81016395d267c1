package io.aftersales.inventory.returns;

import io.aftersales.inventory.Quantities;
import io.aftersales.platform.history.Stamp;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A return as the API shows it. */
@Schema(name = "Return")
public record ReturnView(
        UUID id,
        @Schema(examples = "WH/IN/00001") String number,
        ReturnState state,
        UUID deliveryId,
        @Schema(examples = "WH/OUT/00001") String deliveryNumber,
        UUID customerId,

        @Schema(description = "The top of the customer's tree of companies")
        UUID companyId,

        @Schema(examples = "Return of WH/OUT/00001") String origin,
        UUID returnLocationId,
        @Schema(examples = "Stock") String returnLocation,

        @Schema(description = "The delivery that brings the goods anew, in an exchange")
        ReturnEvent.Replacement replacement,

        @Schema(description = "The day on which the goods came back")
        LocalDate date,

        List<Line> lines,
        UUID ticketId,
        UUID actionId,
        Stamp created,
        Stamp validated,
        Stamp cancelled) {

    /** One line, with what came of it. */
    @Schema(name = "ReturnLine")
    public record Line(
            UUID id,
            UUID deliveryLineId,
            UUID productId,
            String sku,
            String name,

            @Schema(description = "What was announced") BigDecimal quantity,

            BigDecimal received,

            @Schema(description = "Of a tracked product: the pieces that were announced")
            List<String> serialNumbers,

            @Schema(description = "Of a tracked product: those of them that came")
            List<String> receivedSerialNumbers) {

        static Line of(ReturnLine line) {
            return new Line(
                    line.id(),
                    line.deliveryLine().id(),
                    line.product().id(),
                    line.product().sku(),
                    line.product().name(),
                    Quantities.plain(line.quantity()),
                    Quantities.plain(line.received()),
                    line.serialNumbers().isEmpty() ? null : line.serialNumbers(),
                    line.receivedSerials().isEmpty() ? null : line.receivedSerials());
        }
    }

    /** A return as lists show it. */
    @Schema(name = "ReturnSummary")
    public record Summary(
            UUID id,
            String number,
            ReturnState state,
            UUID deliveryId,
            String deliveryNumber,
            UUID customerId,
            UUID companyId,
            String origin,
            LocalDate date,
            UUID ticketId) {

        static Summary of(GoodsReturn goods) {
            return new Summary(
                    goods.id(),
                    goods.number(),
                    goods.state(),
                    goods.delivery().id(),
                    goods.delivery().number(),
                    goods.customer().id(),
                    goods.customer().companyId(),
                    goods.origin(),
                    goods.date(),
                    goods.ticketId());
        }
    }

    static ReturnView of(GoodsReturn goods) {
        return new ReturnView(
                goods.id(),
                goods.number(),
                goods.state(),
                goods.delivery().id(),
                goods.delivery().number(),
                goods.customer().id(),
                goods.customer().companyId(),
                goods.origin(),
                goods.returnLocation().id(),
                goods.returnLocation().name(),
                ReturnEvent.Replacement.of(goods.replacement()),
                goods.date(),
                goods.lines().stream().map(Line::of).toList(),
                goods.ticketId(),
                goods.actionId(),
                goods.created(),
                goods.validated(),
                goods.cancelled());
    }
}
