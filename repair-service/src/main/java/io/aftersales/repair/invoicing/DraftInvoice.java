package io.aftersales.repair.invoicing;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * {@code draft-invoice}: asks accounting for the draft invoice of a repair order.
 *
 * @param actionId this ask's own id, which every event about the invoice will bear
 * @param originId the repair order
 * @param origin its number
 * @param attempt one more per ask of the same order
 * @param companyId the top of the customer's tree
 * @param notes for the customer, to be printed on the invoice
 */
public record DraftInvoice(
        UUID actionId,
        UUID ticketId,
        UUID originId,
        String origin,
        int attempt,
        UUID customerId,
        UUID companyId,
        Requester requestedBy,
        String currency,
        String notes,
        List<Line> lines)
        implements Command {

    public static final MessageType<DraftInvoice> TYPE = MessageType.of("draft-invoice", DraftInvoice.class);

    /**
     * A line as it was quoted.
     *
     * @param productId null for an operation
     * @param unitPrice before tax, a decimal
     * @param taxRate per cent, the sum of the taxes on the day the line was written
     */
    public record Line(
            UUID productId,
            String description,
            BigDecimal quantity,
            String unitPrice,
            List<UUID> taxIds,
            BigDecimal taxRate) {}
}
