package io.aftersales.accounting.invoice;

import io.aftersales.accounting.company.Company;
import io.aftersales.accounting.customer.Customers;
import io.aftersales.accounting.customer.NamedCustomers;
import io.aftersales.accounting.ledger.JournalEntry;
import io.aftersales.accounting.tax.Taxes;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.imports.Batch;
import io.aftersales.platform.imports.ImportResult;
import io.aftersales.platform.imports.Imports;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Work;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Invoices of other systems, many at once: by the same rules, with the same numbers, entries and events as one by one. */
@Path("/imports/invoices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
public class InvoiceImport {

    private final Imports imports;
    private final Caller caller;
    private final Invoices invoices;
    private final Customers customers;
    private final Taxes taxes;
    private final Company company;

    InvoiceImport(
            Imports imports, Caller caller, Invoices invoices, Customers customers, Taxes taxes, Company company) {
        this.imports = imports;
        this.caller = caller;
        this.invoices = invoices;
        this.customers = customers;
        this.taxes = taxes;
        this.company = company;
    }

    @POST
    @Blocking
    @Consumes({Imports.NDJSON, Imports.CSV})
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(
            operationId = "importInvoices",
            summary = "Import invoices, as drafts or posted at once",
            description =
                    "As many as there are, one JSON object a line, or CSV. Every row is idempotent on its external"
                            + " reference: an upload that broke off can be sent again. A row that is refused is named with its line,"
                            + " and the rest is taken.\n\n"
                            + "CSV: the first line names the columns `externalReference`, `state`, `customerId` or"
                            + " `customerReference`, `date`, `dueDate`, `lines.productId`, `lines.description`, `lines.quantity`,"
                            + " `lines.unitPrice`, `lines.discount`, `lines.taxIds` (separated by semicolons). A line of the file is a"
                            + " line of an invoice; neighbouring lines with one external reference are one invoice, whose other"
                            + " columns may be left empty after the first. Lines of it elsewhere in the file are refused.")
    @RequestBody(
            content = {
                @Content(mediaType = Imports.NDJSON, schema = @Schema(implementation = InvoiceRow.class)),
                @Content(mediaType = Imports.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ImportResult.class)))
    public Response run(InputStream upload) {
        Stamp by = Stamp.of(caller.requester());
        return imports.run(upload, InvoiceRow.class, this::awaitNamed, (batch, work) -> take(batch, by, work));
    }

    private Uni<Void> awaitNamed(List<InvoiceRow> rows) {
        return company.awaitKnown().chain(() -> customers.awaitKnown(InvoiceRow.customersOf(rows)));
    }

    private Uni<Void> take(Batch<InvoiceRow> batch, Stamp by, Work work) {
        return invoices.referencesKnown(batch.references())
                .invoke(batch::known)
                .chain(() -> Uni.combine()
                        .all()
                        .unis(
                                company.settings(),
                                company.today(),
                                customers.find(InvoiceRow.customersOf(batch.open())),
                                taxes.ratesOfKnown(InvoiceRow.taxesOf(batch.open())))
                        .usingConcurrencyOf(1)
                        .asTuple())
                .invoke(known -> {
                    Intake intake = new Intake(
                            known.getItem1().currency(), known.getItem2(), known.getItem3(), known.getItem4(), by);
                    batch.each(intake::take);
                    intake.store(work);
                })
                .replaceWithVoid();
    }

    /** The invoices of one batch, as they are being made. */
    private static final class Intake {

        private final String currency;
        private final LocalDate today;
        private final NamedCustomers.Found customers;
        private final Map<UUID, BigDecimal> taxRates;
        private final Stamp by;
        private final List<Invoice> made = new ArrayList<>();
        private final Map<Invoice, JournalEntry> entries = new LinkedHashMap<>();

        Intake(
                String currency,
                LocalDate today,
                NamedCustomers.Found customers,
                Map<UUID, BigDecimal> taxRates,
                Stamp by) {
            this.currency = currency;
            this.today = today;
            this.customers = customers;
            this.taxRates = taxRates;
            this.by = by;
        }

        void take(InvoiceRow row) {
            row.refuseContradictions();
            Taxes.refuseUnknown(row.taxes().toList(), taxRates);
            Invoice invoice = new Invoice(currency, by);
            invoice.write(
                    customers.get(row.customerId(), row.customerReference()),
                    row.date(),
                    row.dueDate(),
                    row.externalReference());
            invoice.write(row.allLines().stream()
                    .map(line -> InvoiceDrafting.priced(line, taxRates))
                    .toList());
            if (row.state() == InvoiceRow.State.POSTED) {
                entries.put(invoice, invoice.post(today, by));
            }
            made.add(invoice);
        }

        void store(Work work) {
            for (Invoice invoice : made) {
                if (entries.containsKey(invoice)) {
                    InvoiceResource.complete(invoice, entries.get(invoice), work);
                } else {
                    InvoiceResource.publishDraft(invoice, work);
                }
            }
            work.insert(made);
            work.insert(
                    made.stream().flatMap(invoice -> invoice.lines().stream()).toList());
            work.insert(List.copyOf(entries.values()));
            work.insert(entries.values().stream()
                    .flatMap(entry -> entry.items().stream())
                    .toList());
        }
    }
}
