package io.aftersales.accounting.creditnote;

import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.util.UUID;

/** The query parameters of the list of credit notes; all given ones must fit. */
public class CreditNoteFilter {

    @QueryParam("companyOf")
    @Parameter(
            description = "A customer: credit notes of every customer of its company",
            schema = @Schema(implementation = UUID.class))
    public String companyOf;

    @QueryParam("customerId")
    @Parameter(description = "Credit notes of this customer alone", schema = @Schema(implementation = UUID.class))
    public String customerId;

    @QueryParam("invoiceId")
    @Parameter(schema = @Schema(implementation = UUID.class))
    public String invoiceId;

    @QueryParam("ticketId")
    @Parameter(schema = @Schema(implementation = UUID.class))
    public String ticketId;

    @QueryParam("state")
    @Parameter(schema = @Schema(implementation = CreditNoteState.class))
    public String state;

    @QueryParam("reasonCode")
    public String reasonCode;

    @QueryParam("number")
    public String number;

    Keyset<CreditNote> query() {
        return Keyset.of(CreditNote.class, "join fetch e.customer join fetch e.invoice")
                .where(
                        "e.customer.companyId = (select c.companyId from Customer c where c.id = :companyOf)",
                        "companyOf",
                        Filter.uuid("companyOf", companyOf))
                .where("e.customer.id = :customerId", "customerId", Filter.uuid("customerId", customerId))
                .where("e.invoice.id = :invoiceId", "invoiceId", Filter.uuid("invoiceId", invoiceId))
                .where("e.ticketId = :ticketId", "ticketId", Filter.uuid("ticketId", ticketId))
                .where("e.state = :state", "state", Filter.byName(CreditNoteState.class, "state", state))
                .where("e.reasonCode = :reasonCode", "reasonCode", reasonCode)
                .where("e.number = :number", "number", number);
    }
}
