package io.aftersales.helpdesk.aftersales.repair;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.money.Money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Repair's events about a repair order: what of its public state the ticket shows. */
record RepairOrder(
        UUID repairOrderId,
        String number,
        String state,
        String invoiceState,
        String productName,
        String serialNumber,
        BigDecimal quantity,
        LocalDate plannedDate,
        Money total,
        UUID actionId)
        implements OfAction {

    static final MessageType<RepairOrder> CREATED = MessageType.of("repair-order-created", RepairOrder.class);
    static final MessageType<RepairOrder> CHANGED = MessageType.of("repair-order-changed", RepairOrder.class);

    /** Its state, to follow the number. */
    String progress() {
        return switch (state) {
            case "draft" -> "is a draft again";
            case "under-repair" -> "under repair";
            default -> state;
        };
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("product", productName);
        facts.put("quantity", quantity);
        if (serialNumber != null) {
            facts.put("serialNumber", serialNumber);
        }
        if (plannedDate != null) {
            facts.put("plannedDate", plannedDate.toString());
        }
        facts.put("invoiceState", invoiceState);
        facts.put("total", total);
        return facts;
    }
}
