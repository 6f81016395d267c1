package io.aftersales.accounting.origin;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import java.util.UUID;

/** The command {@code cancel-draft-invoice}: take an ask for an invoice back. */
public record CancelDraftInvoice(
        @NotNull UUID actionId,
        UUID ticketId,
        @NotNull UUID originId,
        @NotNull @Min(1) Integer attempt,
        @NotNull Requester requestedBy)
        implements Command, OfOrigin {

    public static final MessageType<CancelDraftInvoice> TYPE =
            MessageType.of("cancel-draft-invoice", CancelDraftInvoice.class);
}
