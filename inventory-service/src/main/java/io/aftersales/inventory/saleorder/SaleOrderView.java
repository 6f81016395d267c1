package io.aftersales.inventory.saleorder;

import io.aftersales.inventory.Quantities;
import io.aftersales.platform.history.Stamp;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A sale order as the API shows it. */
@Schema(name = "SaleOrder")
public record SaleOrderView(
        UUID id,
        @Schema(examples = "S00001") String number,
        UUID customerId,

        @Schema(description = "The top of the customer's tree of companies")
        UUID companyId,

        LocalDate date,
        String externalReference,
        List<Line> lines,
        Stamp created) {

    /** One line, with what came of it. */
    @Schema(name = "SaleOrderLine")
    public record Line(
            UUID id,
            UUID productId,
            String sku,
            String name,
            BigDecimal quantity,

            @Schema(description = "What the customer has of it: delivered less taken back")
            BigDecimal delivered,

            BigDecimal returned) {

        static Line of(SaleOrderLine line) {
            return new Line(
                    line.id(),
                    line.product().id(),
                    line.product().sku(),
                    line.product().name(),
                    Quantities.plain(line.quantity()),
                    Quantities.plain(line.delivered()),
                    Quantities.plain(line.returned()));
        }
    }

    /** A sale order as lists show it. */
    @Schema(name = "SaleOrderSummary")
    public record Summary(
            UUID id, String number, UUID customerId, UUID companyId, LocalDate date, String externalReference) {

        static Summary of(SaleOrder order) {
            return new Summary(
                    order.id(),
                    order.number(),
                    order.customer().id(),
                    order.customer().companyId(),
                    order.date(),
                    order.externalReference());
        }
    }

    static SaleOrderView of(SaleOrder order) {
        return new SaleOrderView(
                order.id(),
                order.number(),
                order.customer().id(),
                order.customer().companyId(),
                order.date(),
                order.externalReference(),
                order.lines().stream().map(Line::of).toList(),
                order.created());
    }
}
