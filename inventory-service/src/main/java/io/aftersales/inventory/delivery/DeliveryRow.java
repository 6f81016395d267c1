package io.aftersales.inventory.delivery;

import io.aftersales.inventory.MoveDate;
import io.aftersales.inventory.Quantity;
import io.aftersales.inventory.customer.NamedCustomers;
import io.aftersales.inventory.saleorder.SaleOrder;
import io.aftersales.inventory.stock.SerialNumbers;
import io.aftersales.platform.imports.ImportRow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A delivery of the past as another system hands it over: it is done. */
@Schema(name = "DeliveryRow")
record DeliveryRow(
        @Schema(description = "The id that the other system gave the delivery; unique", examples = "536365")
        @NotBlank
        @Size(max = 100)
        String externalReference,

        @Schema(description = "The day on which the goods left; never a day to come") @NotNull @MoveDate
        LocalDate date,

        @Schema(description = "The external reference of the order that it delivered; then the customer is the order's")
        @Size(min = 1, max = 100)
        String saleOrderReference,

        @Schema(description = "Without a sale order: the customer, by this or by customerReference")
        UUID customerId,

        @Schema(description = "The customer's external reference", examples = "17850") @Size(min = 1, max = 100)
        String customerReference,

        @Schema(description = "All goods of the sale order when left out") @Size(min = 1, max = SaleOrder.MOST_LINES)
        List<@NotNull @Valid Line> lines)
        implements ImportRow {

    /** One line. */
    @Schema(name = "DeliveryRowLine")
    record Line(
            @Schema(description = "With a sale order: which of its lines, counted from 1") @Min(1)
            Integer saleOrderLine,

            @Schema(description = "Without a sale order: the product", examples = "85123A") @Size(min = 1, max = 50)
            String sku,

            @Schema(description = "More than zero, at most 2 decimals")
            @NotNull
            @DecimalMin(value = "0", inclusive = false)
            @Quantity
            BigDecimal quantity,

            @Schema(description = "Of a tracked product: one for each piece") @Size(max = SerialNumbers.MOST)
            List<@NotNull @Pattern(regexp = SerialNumbers.FORM) String> serialNumbers) {

        List<String> serials() {
            return serialNumbers == null ? List.of() : serialNumbers;
        }
    }

    List<Line> allLines() {
        return lines == null ? List.of() : lines;
    }

    /** The customers that rows name. */
    static NamedCustomers customersOf(List<DeliveryRow> rows) {
        return new NamedCustomers(
                distinct(rows, row -> Stream.of(row).map(DeliveryRow::customerId)),
                distinct(rows, row -> Stream.of(row).map(DeliveryRow::customerReference)));
    }

    /** The sale orders that rows name. */
    static Set<String> saleOrdersOf(List<DeliveryRow> rows) {
        return distinct(rows, row -> Stream.of(row).map(DeliveryRow::saleOrderReference));
    }

    /** The SKUs that rows name. */
    static Set<String> skusOf(List<DeliveryRow> rows) {
        return distinct(rows, row -> row.allLines().stream().map(Line::sku));
    }

    /** The serial numbers that rows name. */
    static Set<String> serialsOf(List<DeliveryRow> rows) {
        return distinct(rows, row -> row.allLines().stream().flatMap(line -> line.serials().stream()));
    }

    private static <T> Set<T> distinct(List<DeliveryRow> rows, Function<DeliveryRow, Stream<T>> named) {
        return rows.stream().flatMap(named).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** Its event must fit into a message. */
    @AssertTrue(message = "lines must not name more than 500 serial numbers together")
    @Schema(hidden = true)
    boolean isBrief() {
        return allLines().stream()
                        .filter(Objects::nonNull)
                        .mapToInt(line -> line.serials().size())
                        .sum()
                <= SerialNumbers.MOST;
    }

    @AssertTrue(message = "one of saleOrderReference, customerId and customerReference is needed")
    @Schema(hidden = true)
    boolean isToSomebody() {
        return Stream.of(saleOrderReference, customerId, customerReference)
                        .filter(Objects::nonNull)
                        .count()
                == 1;
    }

    @AssertTrue(message = "lines are needed without a sale order; each names a sku without one, a saleOrderLine else")
    @Schema(hidden = true)
    boolean isNamingItsGoods() {
        if (lines == null) {
            return saleOrderReference != null;
        }
        return lines.stream()
                .allMatch(line -> line == null
                        || (line.sku() != null) == (saleOrderReference == null)
                                && (line.saleOrderLine() != null) == (saleOrderReference != null));
    }
}
