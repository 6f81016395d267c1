package io.aftersales.repair.order;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Requester;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a user writes of a repair order. */
@Schema(name = "RepairOrderDraft")
public record RepairDraft(
        @NotNull UUID customerId,

        @Schema(description = "What is repaired: goods. Left out, the only product of the return")
        UUID productId,

        @Schema(description = "More than zero; left out, what came back by the return, else 1", examples = "1")
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000000")
        @Digits(integer = 7, fraction = 2)
        BigDecimal quantity,

        @Size(min = 1, max = 50) String serialNumber,

        @Schema(description = "What is to be done") @NotBlank @Size(max = MOST_TEXT)
        String description,

        UUID saleOrderId,

        @Schema(description = "By which the goods came back")
        UUID returnId,

        @Schema(description = "When the repair is invoiced; fixed once it is confirmed") @NotNull
        InvoiceMethod invoiceMethod,

        @Schema(description = "Whether parts and operations cost nothing; false when left out")
        Boolean underWarranty,

        @Schema(description = "Replaced as a whole by a PATCH") @Size(max = MOST_LINES)
        List<@NotNull @Valid Part> parts,

        @Schema(description = "Replaced as a whole by a PATCH") @Size(max = MOST_LINES)
        List<@NotNull @Valid Operation> operations,

        @Schema(description = "Internal: never shown to a customer") @Size(min = 1, max = MOST_TEXT)
        String repairNotes,

        @Schema(description = "For the customer: printed on quotation and invoice") @Size(min = 1, max = MOST_TEXT)
        String quotationNotes,

        @Schema(description = "Who sees to it") @Valid Person responsible,
        LocalDate plannedDate) {

    static final int MOST_TEXT = 2000;

    /** Of up to 100 % each: their sum is kept with three digits. */
    static final int MOST_TAXES = 9;

    static final int MOST_LINES = RepairOrder.MOST_LINES / 2;

    /** Whether a part is put in or taken out. */
    @Schema(name = "RepairPartKind")
    public enum PartKind {
        @JsonProperty("add")
        ADD,
        @JsonProperty("remove")
        REMOVE;

        LineKind lineKind() {
            return this == ADD ? LineKind.ADD : LineKind.REMOVE;
        }

        static PartKind of(LineKind kind) {
            return kind == LineKind.ADD ? ADD : REMOVE;
        }
    }

    /** A part that is put in or taken out. */
    @Schema(name = "RepairPartDraft")
    public record Part(
            @NotNull PartKind kind,
            @NotNull UUID productId,

            @NotNull
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1000000")
            @Digits(integer = 7, fraction = 2)
            BigDecimal quantity,

            @Schema(
                    type = SchemaType.STRING,
                    description = "Before tax, in the company's currency; nothing when left out, and never charged for"
                            + " what is taken out",
                    examples = "50.00")
            @DecimalMin("0")
            @DecimalMax("100000000")
            @Digits(integer = 9, fraction = 4)
            @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal unitPrice,

            @Schema(description = "Active taxes; none when left out") @Size(max = MOST_TAXES)
            List<@NotNull UUID> taxIds) {

        private static Part of(RepairLine line, String currency) {
            return new Part(
                    PartKind.of(line.kind()),
                    line.product().id(),
                    Decimals.number(line.quantity()),
                    new BigDecimal(Decimals.unitPrice(line.unitPrice(), currency)),
                    line.taxIds());
        }
    }

    /** Work that is done. */
    @Schema(name = "RepairOperationDraft")
    public record Operation(
            @Schema(examples = "Replace the switch") @NotBlank @Size(max = 200)
            String description,

            @NotNull
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1000000")
            @Digits(integer = 7, fraction = 2)
            BigDecimal quantity,

            @Schema(
                    type = SchemaType.STRING,
                    description = "Before tax, in the company's currency; nothing when left out",
                    examples = "50.00")
            @DecimalMin("0")
            @DecimalMax("100000000")
            @Digits(integer = 9, fraction = 4)
            @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal unitPrice,

            @Schema(description = "Active taxes; none when left out") @Size(max = MOST_TAXES)
            List<@NotNull UUID> taxIds) {

        private static Operation of(RepairLine line, String currency) {
            return new Operation(
                    line.description(),
                    Decimals.number(line.quantity()),
                    new BigDecimal(Decimals.unitPrice(line.unitPrice(), currency)),
                    line.taxIds());
        }
    }

    /** A user. */
    @Schema(name = "RepairResponsible")
    public record Person(
            @NotBlank @Size(max = 255) String sub,
            @NotBlank @Size(max = 255) String name) {}

    /** @throws RuleBroken for a planned date beyond all calendars */
    void refuseUnlessPlannable() {
        if (plannedDate != null && (plannedDate.getYear() < 1900 || plannedDate.getYear() > 2999)) {
            throw RuleBroken.invalid("plannedDate", "must be between 1900-01-01 and 2999-12-31");
        }
    }

    /** An order as it is now, for a merge patch to change. */
    static RepairDraft of(RepairOrder order) {
        Requester responsible = order.responsible();
        return new RepairDraft(
                order.customer().id(),
                order.product().id(),
                Decimals.number(order.quantity()),
                order.serialNumber(),
                order.description(),
                order.saleOrderId(),
                order.returnId(),
                order.invoiceMethod(),
                order.isUnderWarranty(),
                order.lines().stream()
                        .filter(RepairLine::isPart)
                        .map(line -> Part.of(line, order.currency()))
                        .toList(),
                order.lines().stream()
                        .filter(line -> !line.isPart())
                        .map(line -> Operation.of(line, order.currency()))
                        .toList(),
                order.repairNotes(),
                order.quotationNotes(),
                responsible == null ? null : new Person(responsible.sub(), responsible.name()),
                order.plannedDate());
    }

    List<Part> allParts() {
        return parts == null ? List.of() : parts;
    }

    List<Operation> allOperations() {
        return operations == null ? List.of() : operations;
    }

    boolean isUnderWarranty() {
        return Boolean.TRUE.equals(underWarranty);
    }

    /** Every product that it names. */
    List<UUID> allProducts() {
        List<UUID> products = new ArrayList<>();
        if (productId != null) {
            products.add(productId);
        }
        allParts().forEach(part -> products.add(part.productId()));
        return products;
    }

    boolean hasTheLinesOf(RepairDraft other) {
        return allParts().equals(other.allParts()) && allOperations().equals(other.allOperations());
    }
}
