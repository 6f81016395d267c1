package io.aftersales.repair.invoicing;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;

import java.util.UUID;

/**
 * {@code cancel-draft-invoice}: takes an ask for an invoice back.
 *
 * @param actionId of the ask that is taken back
 * @param originId the repair order
 * @param origin its number
 * @param attempt of that ask
 */
public record CancelDraftInvoice(
        UUID actionId,
        UUID ticketId,
        UUID originId,
        String origin,
        int attempt,
        UUID customerId,
        UUID companyId,
        Requester requestedBy)
        implements Command {

    public static final MessageType<CancelDraftInvoice> TYPE =
            MessageType.of("cancel-draft-invoice", CancelDraftInvoice.class);
}
