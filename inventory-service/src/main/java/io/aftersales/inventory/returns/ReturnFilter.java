package io.aftersales.inventory.returns;

import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.util.UUID;

/** The query parameters of the list of returns; all given ones must fit. */
public class ReturnFilter {

    @QueryParam("companyOf")
    @Parameter(
            description = "A customer: returns of every customer of its company",
            schema = @Schema(implementation = UUID.class))
    public String companyOf;

    @QueryParam("customerId")
    @Parameter(description = "Returns of this customer alone", schema = @Schema(implementation = UUID.class))
    public String customerId;

    @QueryParam("deliveryId")
    @Parameter(schema = @Schema(implementation = UUID.class))
    public String deliveryId;

    @QueryParam("ticketId")
    @Parameter(schema = @Schema(implementation = UUID.class))
    public String ticketId;

    @QueryParam("state")
    @Parameter(schema = @Schema(implementation = ReturnState.class))
    public String state;

    @QueryParam("number")
    public String number;

    Keyset<GoodsReturn> query() {
        return Keyset.of(GoodsReturn.class, "join fetch e.customer join fetch e.delivery")
                .where(
                        "e.customer.companyId = (select c.companyId from Customer c where c.id = :companyOf)",
                        "companyOf",
                        Filter.uuid("companyOf", companyOf))
                .where("e.customer.id = :customerId", "customerId", Filter.uuid("customerId", customerId))
                .where("e.delivery.id = :deliveryId", "deliveryId", Filter.uuid("deliveryId", deliveryId))
                .where("e.ticketId = :ticketId", "ticketId", Filter.uuid("ticketId", ticketId))
                .where("e.state = :state", "state", Filter.byName(ReturnState.class, "state", state))
                .where("e.number = :number", "number", number);
    }
}
