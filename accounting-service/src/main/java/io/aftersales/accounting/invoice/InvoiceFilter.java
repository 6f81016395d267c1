package io.aftersales.accounting.invoice;

import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.util.UUID;

/** The query parameters of the list of invoices; all given ones must fit. */
public class InvoiceFilter {

    @QueryParam("companyOf")
    @Parameter(
            description = "A customer: invoices of every customer of its company",
            schema = @Schema(implementation = UUID.class))
    public String companyOf;

    @QueryParam("customerId")
    @Parameter(description = "Invoices of this customer alone", schema = @Schema(implementation = UUID.class))
    public String customerId;

    @QueryParam("state")
    @Parameter(schema = @Schema(implementation = InvoiceState.class))
    public String state;

    @QueryParam("paymentState")
    @Parameter(schema = @Schema(implementation = PaymentState.class))
    public String paymentState;

    @QueryParam("number")
    public String number;

    @QueryParam("externalReference")
    public String externalReference;

    @QueryParam("ticketId")
    @Parameter(description = "Drafts that came from this ticket", schema = @Schema(implementation = UUID.class))
    public String ticketId;

    Keyset<Invoice> query() {
        return Keyset.of(Invoice.class, "left join fetch e.customer")
                .where(
                        "e.customer.companyId = (select c.companyId from Customer c where c.id = :companyOf)",
                        "companyOf",
                        Filter.uuid("companyOf", companyOf))
                .where("e.customer.id = :customerId", "customerId", Filter.uuid("customerId", customerId))
                .where("e.state = :state", "state", Filter.byName(InvoiceState.class, "state", state))
                .where(
                        "e.paymentState = :paymentState",
                        "paymentState",
                        Filter.byName(PaymentState.class, "paymentState", paymentState))
                .where("e.number = :number", "number", number)
                .where("e.externalReference = :externalReference", "externalReference", externalReference)
                .where("e.ticketId = :ticketId", "ticketId", Filter.uuid("ticketId", ticketId));
    }
}
