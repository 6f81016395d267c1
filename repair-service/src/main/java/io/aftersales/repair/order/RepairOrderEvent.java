package io.aftersales.repair.order;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.security.Requester;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The public state of a repair order, as its events carry it; contracts/schemas/shared/repair-order.v1.schema.json. The repair
 * notes are not part of it: they are internal.
 */
public record RepairOrderEvent(
        UUID repairOrderId,
        String number,
        RepairState state,
        InvoiceMethod invoiceMethod,
        InvoiceState invoiceState,
        PartsState partsState,
        UUID customerId,
        UUID companyId,
        UUID productId,
        String productName,
        String serialNumber,
        BigDecimal quantity,
        String description,
        UUID saleOrderId,
        UUID returnId,
        boolean underWarranty,
        List<Part> parts,
        List<Operation> operations,
        String quotationNotes,
        Requester responsible,
        LocalDate plannedDate,
        String currency,
        Money net,
        Money tax,
        Money total,
        UUID invoiceId,
        String invoiceNumber,
        List<Shortfall> shortfall,
        Requester requestedBy,
        UUID ticketId,
        UUID actionId)
        implements OfAction {

    public static final MessageType<RepairOrderEvent> CREATED =
            MessageType.of("repair-order-created", RepairOrderEvent.class);
    public static final MessageType<RepairOrderEvent> CHANGED =
            MessageType.of("repair-order-changed", RepairOrderEvent.class);

    /** A part; amounts are decimals in the order's currency. */
    public record Part(
            UUID lineId,
            RepairDraft.PartKind kind,
            UUID productId,
            String description,
            BigDecimal quantity,
            String unitPrice,
            List<UUID> taxIds,
            String net,
            String tax,
            String total) {

        static Part of(RepairLine line, String currency) {
            return new Part(
                    line.id(),
                    RepairDraft.PartKind.of(line.kind()),
                    line.product().id(),
                    line.description(),
                    Decimals.number(line.quantity()),
                    Decimals.unitPrice(line.unitPrice(), currency),
                    line.taxIds(),
                    Decimals.amount(line.amounts().net(), currency),
                    Decimals.amount(line.amounts().tax(), currency),
                    Decimals.amount(line.amounts().total(), currency));
        }
    }

    /** An operation; amounts are decimals in the order's currency. */
    public record Operation(
            UUID lineId,
            String description,
            BigDecimal quantity,
            String unitPrice,
            List<UUID> taxIds,
            String net,
            String tax,
            String total) {

        static Operation of(RepairLine line, String currency) {
            return new Operation(
                    line.id(),
                    line.description(),
                    Decimals.number(line.quantity()),
                    Decimals.unitPrice(line.unitPrice(), currency),
                    line.taxIds(),
                    Decimals.amount(line.amounts().net(), currency),
                    Decimals.amount(line.amounts().tax(), currency),
                    Decimals.amount(line.amounts().total(), currency));
        }
    }

    public static RepairOrderEvent of(RepairOrder order) {
        String currency = order.currency();
        return new RepairOrderEvent(
                order.id(),
                order.number(),
                order.state(),
                order.invoiceMethod(),
                order.invoiceState(),
                order.partsState(),
                order.customer().id(),
                order.customer().companyId(),
                order.product().id(),
                order.product().name(),
                order.serialNumber(),
                Decimals.number(order.quantity()),
                order.description(),
                order.saleOrderId(),
                order.returnId(),
                order.isUnderWarranty(),
                order.lines().stream()
                        .filter(RepairLine::isPart)
                        .map(line -> Part.of(line, currency))
                        .toList(),
                order.lines().stream()
                        .filter(line -> !line.isPart())
                        .map(line -> Operation.of(line, currency))
                        .toList(),
                order.quotationNotes(),
                order.responsible(),
                order.plannedDate(),
                currency,
                Money.of(order.amounts().net(), currency),
                Money.of(order.amounts().tax(), currency),
                Money.of(order.total(), currency),
                order.invoiceId(),
                order.invoiceNumber(),
                order.partsShortfall().isEmpty() ? null : order.partsShortfall(),
                order.created().by(),
                order.ticketId(),
                order.actionId());
    }
}
