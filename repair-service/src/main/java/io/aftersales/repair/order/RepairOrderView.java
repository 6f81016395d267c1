package io.aftersales.repair.order;

import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.security.Requester;
import io.aftersales.repair.reference.Product;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A repair order as the API shows it. */
@Schema(name = "RepairOrder")
public record RepairOrderView(
        UUID id,
        @Schema(examples = "RO/00001") String number,
        RepairState state,
        InvoiceMethod invoiceMethod,
        InvoiceState invoiceState,
        UUID customerId,

        @Schema(description = "The top of the customer's tree of companies")
        UUID companyId,

        ProductView product,
        String serialNumber,
        BigDecimal quantity,
        String description,
        UUID saleOrderId,
        UUID returnId,

        @Schema(description = "Parts and operations cost nothing then")
        boolean underWarranty,

        List<PartView> parts,
        List<OperationView> operations,

        @Schema(description = "Internal: never shown to a customer")
        String repairNotes,

        @Schema(description = "For the customer: printed on quotation and invoice")
        String quotationNotes,

        Requester responsible,
        LocalDate plannedDate,
        String currency,
        Money net,
        Money tax,
        Money total,
        InvoiceLink invoice,
        Consumption consumption,
        UUID ticketId,
        UUID actionId,
        Stamp created,
        Stamp confirmed,
        Stamp started,
        Stamp repaired,
        Stamp cancelled) {

    /** A product by its name. */
    @Schema(name = "RepairProduct")
    public record ProductView(UUID id, String sku, String name) {

        static ProductView of(Product product) {
            return new ProductView(product.id(), product.sku(), product.name());
        }
    }

    /** A part with what it costs. Prices and amounts are decimals in the order's currency. */
    @Schema(name = "RepairPart")
    public record PartView(
            UUID id,
            RepairDraft.PartKind kind,
            ProductView product,
            BigDecimal quantity,
            @Schema(examples = "50.00") String unitPrice,
            List<UUID> taxIds,

            @Schema(description = "Per cent, the sum of the taxes when the line was written")
            BigDecimal taxRate,

            @Schema(description = "Nothing for what is taken out", examples = "50.00")
            String net,

            @Schema(examples = "7.50") String tax,
            @Schema(examples = "57.50") String total) {

        static PartView of(RepairLine line, String currency) {
            return new PartView(
                    line.id(),
                    RepairDraft.PartKind.of(line.kind()),
                    ProductView.of(line.product()),
                    Decimals.number(line.quantity()),
                    Decimals.unitPrice(line.unitPrice(), currency),
                    line.taxIds(),
                    Decimals.number(line.taxRate()),
                    Decimals.amount(line.amounts().net(), currency),
                    Decimals.amount(line.amounts().tax(), currency),
                    Decimals.amount(line.amounts().total(), currency));
        }
    }

    /** An operation with what it costs. Prices and amounts are decimals in the order's currency. */
    @Schema(name = "RepairOperation")
    public record OperationView(
            UUID id,
            String description,
            BigDecimal quantity,
            @Schema(examples = "50.00") String unitPrice,
            List<UUID> taxIds,

            @Schema(description = "Per cent, the sum of the taxes when the line was written")
            BigDecimal taxRate,

            @Schema(examples = "50.00") String net,
            @Schema(examples = "7.50") String tax,
            @Schema(examples = "57.50") String total) {

        static OperationView of(RepairLine line, String currency) {
            return new OperationView(
                    line.id(),
                    line.description(),
                    Decimals.number(line.quantity()),
                    Decimals.unitPrice(line.unitPrice(), currency),
                    line.taxIds(),
                    Decimals.number(line.taxRate()),
                    Decimals.amount(line.amounts().net(), currency),
                    Decimals.amount(line.amounts().tax(), currency),
                    Decimals.amount(line.amounts().total(), currency));
        }
    }

    /** The order's invoice in accounting, or why there is none. */
    @Schema(name = "RepairInvoice")
    public record InvoiceLink(
            UUID id,
            @Schema(description = "Given at posting") String number,
            @Schema(examples = "/api/v1/invoices/0190…") String href,

            @Schema(description = "Why accounting refused it")
            Refusal refusal) {

        private static InvoiceLink of(RepairOrder order) {
            if (order.invoiceId() == null && order.invoiceRefusal() == null) {
                return null;
            }
            return new InvoiceLink(
                    order.invoiceId(),
                    order.invoiceNumber(),
                    order.invoiceId() == null ? null : "/api/v1/invoices/" + order.invoiceId(),
                    order.invoiceRefusal());
        }
    }

    /** Whether inventory has moved the parts, or why not. */
    @Schema(name = "RepairConsumption")
    public record Consumption(
            PartsState state,

            @Schema(description = "Why inventory refused it")
            Refusal refusal,

            @Schema(description = "What is missing in stock")
            List<Shortfall> shortfall) {

        private static Consumption of(RepairOrder order) {
            return new Consumption(
                    order.partsState(),
                    order.partsRefusal(),
                    order.partsShortfall().isEmpty() ? null : order.partsShortfall());
        }
    }

    static RepairOrderView of(RepairOrder order) {
        String currency = order.currency();
        return new RepairOrderView(
                order.id(),
                order.number(),
                order.state(),
                order.invoiceMethod(),
                order.invoiceState(),
                order.customer().id(),
                order.customer().companyId(),
                ProductView.of(order.product()),
                order.serialNumber(),
                Decimals.number(order.quantity()),
                order.description(),
                order.saleOrderId(),
                order.returnId(),
                order.isUnderWarranty(),
                order.lines().stream()
                        .filter(RepairLine::isPart)
                        .map(line -> PartView.of(line, currency))
                        .toList(),
                order.lines().stream()
                        .filter(line -> !line.isPart())
                        .map(line -> OperationView.of(line, currency))
                        .toList(),
                order.repairNotes(),
                order.quotationNotes(),
                order.responsible(),
                order.plannedDate(),
                currency,
                Money.of(order.amounts().net(), currency),
                Money.of(order.amounts().tax(), currency),
                Money.of(order.total(), currency),
                InvoiceLink.of(order),
                Consumption.of(order),
                order.ticketId(),
                order.actionId(),
                order.created(),
                order.confirmed(),
                order.started(),
                order.repaired(),
                order.cancelled());
    }
}
