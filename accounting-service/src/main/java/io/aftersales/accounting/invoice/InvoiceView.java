package io.aftersales.accounting.invoice;

import io.aftersales.accounting.customer.Address;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** An invoice as the API shows it. */
@Schema(name = "Invoice")
public record InvoiceView(
        UUID id,

        @Schema(description = "Given at posting", examples = "INV/2026/00001")
        String number,

        InvoiceState state,
        PaymentState paymentState,
        UUID customerId,

        @Schema(description = "The top of the customer's tree of companies")
        UUID companyId,

        @Schema(description = "The customer as it was when the invoice was posted")
        BillToView billTo,

        LocalDate date,
        LocalDate dueDate,
        String currency,
        List<Line> lines,
        Money net,
        Money tax,
        Money total,

        @Schema(description = "What is still open; zero unless posted")
        Money residual,

        String externalReference,

        @Schema(description = "Number of the document that asked for the invoice", examples = "RO/00001")
        String origin,

        @Schema(description = "For the customer, printed on the invoice")
        String notes,

        @Schema(description = "The credited invoice that this one corrects")
        UUID duplicateOf,

        UUID ticketId,
        UUID actionId,
        Stamp created,
        Stamp posted,
        Stamp cancelled) {

    /** The customer as it was when the invoice was posted. */
    @Schema(name = "BillTo")
    public record BillToView(String name, Address address, String vatId) {}

    /** A line with what may still be credited of it. Prices and amounts are decimals in the invoice's currency. */
    @Schema(name = "InvoiceLine")
    public record Line(
            UUID id,
            UUID productId,
            String description,
            BigDecimal quantity,
            @Schema(examples = "100.00") String unitPrice,
            @Schema(description = "Per cent") BigDecimal discount,
            List<UUID> taxIds,

            @Schema(description = "Per cent, the sum of the taxes when the line was written")
            BigDecimal taxRate,

            @Schema(examples = "200.00") String net,
            @Schema(examples = "30.00") String tax,
            @Schema(examples = "230.00") String total,

            @Schema(description = "What posted credit notes have left of the line; on posted invoices")
            Creditable creditable) {

        static Line of(InvoiceLine line, Invoice invoice) {
            String currency = invoice.currency();
            return new Line(
                    line.id(),
                    line.productId(),
                    line.description(),
                    Decimals.number(line.quantity()),
                    Decimals.unitPrice(line.unitPrice(), currency),
                    Decimals.number(line.discount()),
                    line.taxIds(),
                    Decimals.number(line.taxRate()),
                    Decimals.amount(line.amounts().net(), currency),
                    Decimals.amount(line.amounts().tax(), currency),
                    Decimals.amount(line.amounts().total(), currency),
                    invoice.state() == InvoiceState.POSTED ? Creditable.of(line.remainder(), currency) : null);
        }
    }

    /** What a refund dialog proposes for a line, and the most that it may ask for. */
    @Schema(name = "Creditable")
    public record Creditable(
            BigDecimal quantity,
            @Schema(examples = "100.00") String unitPrice,
            @Schema(examples = "200.00") String net,
            @Schema(examples = "30.00") String tax) {

        static Creditable of(LineRemainder left, String currency) {
            return new Creditable(
                    left.isEmpty() ? BigDecimal.ZERO : Decimals.number(left.quantity()),
                    Decimals.unitPrice(left.unitPrice(), currency),
                    Decimals.amount(left.amounts().net(), currency),
                    Decimals.amount(left.amounts().tax(), currency));
        }
    }

    static InvoiceView of(Invoice invoice) {
        String currency = invoice.currency();
        BillTo billTo = invoice.billTo();
        return new InvoiceView(
                invoice.id(),
                invoice.number(),
                invoice.state(),
                invoice.paymentState(),
                invoice.customer() == null ? null : invoice.customer().id(),
                invoice.customer() == null ? null : invoice.customer().companyId(),
                billTo == null ? null : new BillToView(billTo.name(), billTo.address(), billTo.vatId()),
                invoice.date(),
                invoice.dueDate(),
                currency,
                invoice.lines().stream().map(line -> Line.of(line, invoice)).toList(),
                Money.of(invoice.amounts().net(), currency),
                Money.of(invoice.amounts().tax(), currency),
                Money.of(invoice.total(), currency),
                Money.of(invoice.residual(), currency),
                invoice.externalReference(),
                invoice.origin(),
                invoice.notes(),
                invoice.duplicateOf(),
                invoice.ticketId(),
                invoice.actionId(),
                invoice.created(),
                invoice.posted(),
                invoice.cancelled());
    }
}
