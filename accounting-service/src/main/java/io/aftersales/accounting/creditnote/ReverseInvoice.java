package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.AccountingDate;
import io.aftersales.accounting.invoice.Invoice;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The command {@code reverse-invoice}: credit an invoice for a ticket.
 *
 * @param customerId the ticket's customer
 * @param companyId the top of the customer's tree of companies, as the helpdesk knows it
 * @param method how; null for an invoice that has nothing open
 * @param date of the credit note; null for today
 * @param lines what to credit where the outcome is a draft; null for all that is left
 */
public record ReverseInvoice(
        @NotNull UUID actionId,
        UUID ticketId,
        @NotNull UUID invoiceId,
        UUID customerId,
        @NotNull UUID companyId,
        @NotNull Requester requestedBy,
        CreditMethod method,
        @Size(max = 50) String reasonCode,
        @Size(max = 1000) String reason,
        @AccountingDate LocalDate date,
        @Size(max = Invoice.MOST_LINES) List<@NotNull @Valid LineChoice> lines)
        implements Command {

    public static final MessageType<ReverseInvoice> TYPE = MessageType.of("reverse-invoice", ReverseInvoice.class);
}
