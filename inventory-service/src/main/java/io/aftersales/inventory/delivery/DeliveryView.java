package io.aftersales.inventory.delivery;

import io.aftersales.inventory.Quantities;
import io.aftersales.inventory.stock.Pieces;
import io.aftersales.platform.history.Stamp;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A delivery as the API shows it. */
@Schema(name = "Delivery")
public record DeliveryView(
        UUID id,
        @Schema(examples = "WH/OUT/00001") String number,
        DeliveryState state,
        UUID customerId,

        @Schema(description = "The top of the customer's tree of companies")
        UUID companyId,

        UUID saleOrderId,
        String saleOrderNumber,

        @Schema(description = "The day on which it was done")
        LocalDate date,

        @Schema(description = "The delivery whose rest this one brings")
        UUID backOrderOf,

        @Schema(description = "The return that this delivery replaces the goods of")
        UUID replacementFor,

        String externalReference,
        List<Line> lines,
        UUID ticketId,
        Stamp created,
        Stamp validated,
        Stamp cancelled) {

    /** One line, with what came of it. */
    @Schema(name = "DeliveryLine")
    public record Line(
            UUID id,
            UUID productId,
            String sku,
            String name,
            UUID saleOrderLineId,

            @Schema(description = "What was asked for") BigDecimal quantity,

            BigDecimal delivered,

            @Schema(description = "Delivered less what returns that are ready or done take of it")
            BigDecimal returnable,

            @Schema(description = "Of a tracked product: the pieces that were delivered")
            List<String> serialNumbers) {

        static Line of(DeliveryLine line) {
            return new Line(
                    line.id(),
                    line.product().id(),
                    line.product().sku(),
                    line.product().name(),
                    line.saleOrderLine() == null ? null : line.saleOrderLine().id(),
                    Quantities.plain(line.quantity()),
                    Quantities.plain(line.delivered()),
                    Quantities.plain(line.returnable()),
                    line.serialNumbers().isEmpty() ? null : line.serialNumbers());
        }
    }

    /** A delivery as lists show it. */
    @Schema(name = "DeliverySummary")
    public record Summary(
            UUID id,
            String number,
            DeliveryState state,
            UUID customerId,
            UUID companyId,
            UUID saleOrderId,
            String saleOrderNumber,
            LocalDate date,
            String externalReference,

            @Schema(description = "What may still be returned, over all lines")
            BigDecimal returnable) {

        static Summary of(Delivery delivery) {
            return new Summary(
                    delivery.id(),
                    delivery.number(),
                    delivery.state(),
                    delivery.customer().id(),
                    delivery.customer().companyId(),
                    delivery.saleOrder() == null ? null : delivery.saleOrder().id(),
                    delivery.saleOrder() == null ? null : delivery.saleOrder().number(),
                    delivery.date(),
                    delivery.externalReference(),
                    Quantities.plain(delivery.returnable()));
        }
    }

    /** What may still be returned of a delivery: the proposal that a dialog starts with. */
    @Schema(name = "Returnable")
    public record Returnable(UUID deliveryId, String number, List<ReturnableLine> lines) {

        static Returnable of(Delivery delivery, Pieces pieces) {
            return new Returnable(
                    delivery.id(),
                    delivery.number(),
                    delivery.lines().stream()
                            .filter(line -> line.delivered().signum() > 0)
                            .map(line -> ReturnableLine.of(line, pieces))
                            .toList());
        }
    }

    /** What may still be returned of a line. */
    @Schema(name = "ReturnableLine")
    public record ReturnableLine(
            UUID deliveryLineId,
            UUID productId,
            String sku,
            String name,
            BigDecimal delivered,

            @Schema(description = "Delivered less what returns that are ready or done take of it; never below zero")
            BigDecimal returnable,

            @Schema(description = "Of a tracked product: the pieces that may be returned")
            List<String> serialNumbers) {

        static ReturnableLine of(DeliveryLine line, Pieces pieces) {
            return new ReturnableLine(
                    line.id(),
                    line.product().id(),
                    line.product().sku(),
                    line.product().name(),
                    Quantities.plain(line.delivered()),
                    Quantities.plain(line.returnable()),
                    line.product().isTracked() ? pieces.returnableOf(line.id()) : null);
        }
    }

    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.id(),
                delivery.number(),
                delivery.state(),
                delivery.customer().id(),
                delivery.customer().companyId(),
                delivery.saleOrder() == null ? null : delivery.saleOrder().id(),
                delivery.saleOrder() == null ? null : delivery.saleOrder().number(),
                delivery.date(),
                delivery.backOrderOf(),
                delivery.replacementFor(),
                delivery.externalReference(),
                delivery.lines().stream().map(Line::of).toList(),
                delivery.ticketId(),
                delivery.created(),
                delivery.validated(),
                delivery.cancelled());
    }
}
