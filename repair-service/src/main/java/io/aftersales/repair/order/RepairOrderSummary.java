package io.aftersales.repair.order;

import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** A repair order as lists show it. */
@Schema(name = "RepairOrderSummary")
public record RepairOrderSummary(
        UUID id,
        String number,
        RepairState state,
        InvoiceState invoiceState,
        PartsState partsState,
        UUID customerId,
        UUID companyId,
        RepairOrderView.ProductView product,
        String serialNumber,
        BigDecimal quantity,
        LocalDate plannedDate,
        Money total,
        UUID ticketId) {

    static RepairOrderSummary of(RepairOrder order) {
        return new RepairOrderSummary(
                order.id(),
                order.number(),
                order.state(),
                order.invoiceState(),
                order.partsState(),
                order.customer().id(),
                order.customer().companyId(),
                RepairOrderView.ProductView.of(order.product()),
                order.serialNumber(),
                Decimals.number(order.quantity()),
                order.plannedDate(),
                Money.of(order.total(), order.currency()),
                order.ticketId());
    }
}
