package io.aftersales.repair.order;

import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.util.UUID;

/** The query parameters of the list of repair orders; all given ones must fit. */
public class RepairFilter {

    @QueryParam("companyOf")
    @Parameter(
            description = "A customer: orders of every customer of its company",
            schema = @Schema(implementation = UUID.class))
    public String companyOf;

    @QueryParam("customerId")
    @Parameter(description = "Orders of this customer alone", schema = @Schema(implementation = UUID.class))
    public String customerId;

    @QueryParam("ticketId")
    @Parameter(description = "Orders that came from this ticket", schema = @Schema(implementation = UUID.class))
    public String ticketId;

    @QueryParam("productId")
    @Parameter(schema = @Schema(implementation = UUID.class))
    public String productId;

    @QueryParam("state")
    @Parameter(schema = @Schema(implementation = RepairState.class))
    public String state;

    @QueryParam("invoiceState")
    @Parameter(schema = @Schema(implementation = InvoiceState.class))
    public String invoiceState;

    @QueryParam("number")
    public String number;

    /** @param askedBy only orders that this user asked for; null for all */
    Keyset<RepairOrder> query(String askedBy) {
        return Keyset.of(RepairOrder.class, "join fetch e.customer join fetch e.product")
                .where("e.created.sub = :askedBy", "askedBy", askedBy)
                .where(
                        "e.customer.companyId = (select c.companyId from Customer c where c.id = :companyOf)",
                        "companyOf",
                        Filter.uuid("companyOf", companyOf))
                .where("e.customer.id = :customerId", "customerId", Filter.uuid("customerId", customerId))
                .where("e.ticketId = :ticketId", "ticketId", Filter.uuid("ticketId", ticketId))
                .where("e.product.id = :productId", "productId", Filter.uuid("productId", productId))
                .where("e.state = :state", "state", Filter.byName(RepairState.class, "state", state))
                .where(
                        "e.invoiceState = :invoiceState",
                        "invoiceState",
                        Filter.byName(InvoiceState.class, "invoiceState", invoiceState))
                .where("e.number = :number", "number", number);
    }
}
