package io.aftersales.inventory.saleorder;

import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.util.UUID;

/** The query parameters of the list of sale orders; all given ones must fit. */
public class SaleOrderFilter {

    @QueryParam("companyOf")
    @Parameter(
            description = "A customer: sale orders of every customer of its company",
            schema = @Schema(implementation = UUID.class))
    public String companyOf;

    @QueryParam("customerId")
    @Parameter(description = "Sale orders of this customer alone", schema = @Schema(implementation = UUID.class))
    public String customerId;

    @QueryParam("number")
    public String number;

    @QueryParam("externalReference")
    public String externalReference;

    Keyset<SaleOrder> query() {
        return Keyset.of(SaleOrder.class, "join fetch e.customer")
                .where(
                        "e.customer.companyId = (select c.companyId from Customer c where c.id = :companyOf)",
                        "companyOf",
                        Filter.uuid("companyOf", companyOf))
                .where("e.customer.id = :customerId", "customerId", Filter.uuid("customerId", customerId))
                .where("e.number = :number", "number", number)
                .where("e.externalReference = :externalReference", "externalReference", externalReference);
    }
}
