package io.aftersales.repair.parts;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * {@code consume-repair-parts}: asks inventory to move what was put into a repair, and what was taken out.
 *
 * @param actionId this ask's own id, which the answer will bear
 * @param originId the repair order
 * @param origin its number
 * @param force whether to move what is missing in stock all the same
 */
public record ConsumeRepairParts(
        UUID actionId,
        UUID ticketId,
        UUID originId,
        String origin,
        UUID customerId,
        UUID companyId,
        Requester requestedBy,
        boolean force,
        List<Part> parts)
        implements Command {

    public static final MessageType<ConsumeRepairParts> TYPE =
            MessageType.of("consume-repair-parts", ConsumeRepairParts.class);

    /** @param kind {@code add} for what leaves the stock, {@code remove} for what becomes scrap */
    public record Part(String kind, UUID productId, BigDecimal quantity) {}
}
