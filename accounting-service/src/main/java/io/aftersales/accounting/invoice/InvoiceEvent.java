package io.aftersales.accounting.invoice;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.money.Money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The public state of an invoice, as all its events carry it; contracts/schemas/shared/invoice.v1.schema.json. */
public record InvoiceEvent(
        UUID invoiceId,
        String number,
        InvoiceState state,
        PaymentState paymentState,
        UUID customerId,
        UUID companyId,
        LocalDate date,
        LocalDate dueDate,
        String currency,
        List<Line> lines,
        Money net,
        Money tax,
        Money total,
        Money residual,
        String origin,
        UUID duplicateOf,
        UUID ticketId,
        UUID actionId)
        implements OfAction {

    public static final MessageType<InvoiceEvent> DRAFTED = MessageType.of("invoice-drafted", InvoiceEvent.class);
    public static final MessageType<InvoiceEvent> POSTED = MessageType.of("invoice-posted", InvoiceEvent.class);
    public static final MessageType<InvoiceEvent> CANCELLED = MessageType.of("invoice-cancelled", InvoiceEvent.class);

    /** The residual or the payment state changed. */
    public static final MessageType<InvoiceEvent> PAYMENT_STATE_CHANGED =
            MessageType.of("invoice-payment-state-changed", InvoiceEvent.class);

    /** The event that tells of an invoice which is in this state. */
    public static MessageType<InvoiceEvent> typeOf(InvoiceState state) {
        return switch (state) {
            case DRAFT -> DRAFTED;
            case POSTED -> POSTED;
            case CANCELLED -> CANCELLED;
        };
    }

    /** Amounts are decimals in the invoice's currency. */
    public record Line(
            UUID lineId,
            UUID productId,
            String description,
            BigDecimal quantity,
            String unitPrice,
            BigDecimal discount,
            List<UUID> taxIds,
            String net,
            String tax,
            String total) {

        static Line of(InvoiceLine line, String currency) {
            return new Line(
                    line.id(),
                    line.productId(),
                    line.description(),
                    Decimals.number(line.quantity()),
                    Decimals.unitPrice(line.unitPrice(), currency),
                    Decimals.number(line.discount()),
                    line.taxIds(),
                    Decimals.amount(line.amounts().net(), currency),
                    Decimals.amount(line.amounts().tax(), currency),
                    Decimals.amount(line.amounts().total(), currency));
        }
    }

    public static InvoiceEvent of(Invoice invoice) {
        String currency = invoice.currency();
        return new InvoiceEvent(
                invoice.id(),
                invoice.number(),
                invoice.state(),
                invoice.paymentState(),
                invoice.customer() == null ? null : invoice.customer().id(),
                invoice.customer() == null ? null : invoice.customer().companyId(),
                invoice.date(),
                invoice.dueDate(),
                currency,
                invoice.lines().stream().map(line -> Line.of(line, currency)).toList(),
                Money.of(invoice.amounts().net(), currency),
                Money.of(invoice.amounts().tax(), currency),
                Money.of(invoice.total(), currency),
                Money.of(invoice.residual(), currency),
                invoice.origin(),
                invoice.duplicateOf(),
                invoice.ticketId(),
                invoice.actionId());
    }
}
