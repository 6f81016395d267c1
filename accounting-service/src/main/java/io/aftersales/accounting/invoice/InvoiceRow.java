package io.aftersales.accounting.invoice;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.accounting.AccountingDate;
import io.aftersales.accounting.customer.NamedCustomers;
import io.aftersales.accounting.invoice.InvoiceDraft.Line;
import io.aftersales.platform.imports.ImportRow;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An invoice as another system hands it over. */
@Schema(name = "InvoiceRow")
record InvoiceRow(
        @Schema(description = "The id that the other system gave the invoice; unique", examples = "536365")
        @NotBlank
        @Size(max = 100)
        String externalReference,

        @Schema(description = "What it becomes here") @NotNull
        State state,

        @Schema(description = "The customer, needed to be posted; by this or by customerReference")
        UUID customerId,

        @Schema(description = "The customer's external reference", examples = "17850") @Size(min = 1, max = 100)
        String customerReference,

        @Schema(description = "Accounting date, whose year counts for the number; today when left out") @AccountingDate
        LocalDate date,

        @Schema(description = "The date when left out") @AccountingDate
        LocalDate dueDate,

        @Schema(description = "Needed to be posted") @Size(max = Invoice.MOST_LINES)
        List<@NotNull @Valid Line> lines)
        implements ImportRow {

    /** What an imported invoice becomes. */
    enum State {
        @JsonProperty("draft")
        DRAFT,
        @JsonProperty("posted")
        POSTED
    }

    /** The customers that rows name. */
    static NamedCustomers customersOf(List<InvoiceRow> rows) {
        return new NamedCustomers(
                distinct(rows.stream().map(InvoiceRow::customerId)),
                distinct(rows.stream().map(InvoiceRow::customerReference)));
    }

    /** The taxes that rows name. */
    static Set<UUID> taxesOf(List<InvoiceRow> rows) {
        return distinct(rows.stream().flatMap(InvoiceRow::taxes));
    }

    Stream<UUID> taxes() {
        return allLines().stream().flatMap(line -> line.taxes().stream());
    }

    List<Line> allLines() {
        return lines == null ? List.of() : lines;
    }

    /** @throws RuleBroken for fields that do not go together */
    void refuseContradictions() {
        if (customerId != null && customerReference != null) {
            throw RuleBroken.invalid("customerReference", "must not be given beside customerId");
        }
        if (date != null && dueDate != null && dueDate.isBefore(date)) {
            throw RuleBroken.invalid("dueDate", "must not be before the date");
        }
    }

    private static <T> Set<T> distinct(Stream<T> named) {
        return named.filter(Objects::nonNull).collect(Collectors.toSet());
    }
}
