package io.aftersales.inventory.saleorder;

import io.aftersales.inventory.MoveDate;
import io.aftersales.inventory.Quantity;
import io.aftersales.inventory.customer.NamedCustomers;
import io.aftersales.platform.imports.ImportRow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sale order as another system hands it over. */
@Schema(name = "SaleOrderRow")
record SaleOrderRow(
        @Schema(description = "The id that the other system gave the order; unique", examples = "536365")
        @NotBlank
        @Size(max = 100)
        String externalReference,

        @Schema(description = "The customer, by this or by customerReference")
        UUID customerId,

        @Schema(description = "The customer's external reference", examples = "17850") @Size(min = 1, max = 100)
        String customerReference,

        @Schema(description = "The day of the order") @NotNull @MoveDate
        LocalDate date,

        @NotNull @Size(min = 1, max = SaleOrder.MOST_LINES) List<@NotNull @Valid Line> lines)
        implements ImportRow {

    /** One line. */
    @Schema(name = "SaleOrderRowLine")
    record Line(
            @Schema(description = "Of an active product", examples = "85123A") @NotBlank @Size(max = 50)
            String sku,

            @Schema(description = "More than zero, at most 2 decimals")
            @NotNull
            @DecimalMin(value = "0", inclusive = false)
            @Quantity
            BigDecimal quantity) {}

    /** The customers that rows name. */
    static NamedCustomers customersOf(List<SaleOrderRow> rows) {
        return new NamedCustomers(
                distinct(rows.stream().map(SaleOrderRow::customerId)),
                distinct(rows.stream().map(SaleOrderRow::customerReference)));
    }

    /** The SKUs that rows name. */
    static Set<String> skusOf(List<SaleOrderRow> rows) {
        return distinct(rows.stream().flatMap(row -> row.lines().stream().map(Line::sku)));
    }

    private static <T> Set<T> distinct(Stream<T> named) {
        return named.filter(Objects::nonNull).collect(Collectors.toSet());
    }

    @AssertTrue(message = "either customerId or customerReference is needed")
    @Schema(hidden = true)
    boolean isOfSomebody() {
        return (customerId == null) != (customerReference == null);
    }
}
