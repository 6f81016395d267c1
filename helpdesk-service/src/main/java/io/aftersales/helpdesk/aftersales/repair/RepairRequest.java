package io.aftersales.helpdesk.aftersales.repair;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
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
import java.util.List;
import java.util.UUID;

/** A repair, as it is asked for. Whether it can be taken in is for repair to decide. */
public record RepairRequest(
        @Schema(description = "What is repaired; the ticket's product when left out, else the only one of the return")
        UUID productId,

        @Schema(description = "What came back by the return when left out, else 1", examples = "1")
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000000")
        @Digits(integer = 7, fraction = 2)
        BigDecimal quantity,

        @Schema(description = "The ticket's when left out") @Size(min = 1, max = 50)
        String serialNumber,

        @Schema(description = "What is to be done") @NotBlank @Size(max = 2000)
        String description,

        @Schema(description = "The ticket's when left out") UUID saleOrderId,

        @Schema(description = "By which the goods came back")
        UUID returnId,

        @NotNull InvoiceMethod invoiceMethod,

        @Schema(description = "Whether parts and operations cost nothing; false when left out")
        Boolean underWarranty,

        @Size(max = 50) List<@NotNull @Valid Part> parts,
        @Size(max = 50) List<@NotNull @Valid Operation> operations,

        @Schema(description = "Internal: never shown to a customer") @Size(min = 1, max = 2000)
        String repairNotes,

        @Schema(description = "For the customer: printed on quotation and invoice") @Size(min = 1, max = 2000)
        String quotationNotes) {

    private static final int MOST_TAXES = 9;

    /** When a repair is invoiced, if at all. */
    @Schema(name = "RequestedInvoiceMethod")
    public enum InvoiceMethod {
        @JsonProperty("none")
        NONE,
        @JsonProperty("before")
        BEFORE,
        @JsonProperty("after")
        AFTER
    }

    /** Whether a part is put in or taken out. */
    @Schema(name = "RequestedPartKind")
    public enum PartKind {
        @JsonProperty("add")
        ADD,
        @JsonProperty("remove")
        REMOVE
    }

    /** A part that is put in or taken out. */
    @Schema(name = "RequestedRepairPart")
    public record Part(
            @NotNull PartKind kind,
            @NotNull UUID productId,

            @NotNull
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1000000")
            @Digits(integer = 7, fraction = 2)
            BigDecimal quantity,

            @Schema(type = SchemaType.STRING, description = "Before tax; nothing when left out", examples = "50.00")
            @DecimalMin("0")
            @DecimalMax("100000000")
            @Digits(integer = 9, fraction = 4)
            @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal unitPrice,

            @Size(max = MOST_TAXES) List<@NotNull UUID> taxIds) {}

    /** Work that is to be done. */
    @Schema(name = "RequestedRepairOperation")
    public record Operation(
            @NotBlank @Size(max = 200) String description,

            @NotNull
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1000000")
            @Digits(integer = 7, fraction = 2)
            BigDecimal quantity,

            @Schema(type = SchemaType.STRING, description = "Before tax; nothing when left out", examples = "50.00")
            @DecimalMin("0")
            @DecimalMax("100000000")
            @Digits(integer = 9, fraction = 4)
            @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal unitPrice,

            @Size(max = MOST_TAXES) List<@NotNull UUID> taxIds) {}
}
