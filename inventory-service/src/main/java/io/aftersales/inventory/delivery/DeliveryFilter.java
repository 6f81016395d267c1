package io.aftersales.inventory.delivery;

import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.util.UUID;

/** The query parameters of the list of deliveries; all given ones must fit. */
public class DeliveryFilter {

    @QueryParam("companyOf")
    @Parameter(
            description = "A customer: deliveries to every customer of its company",
            schema = @Schema(implementation = UUID.class))
    public String companyOf;

    @QueryParam("customerId")
    @Parameter(description = "Deliveries to this customer alone", schema = @Schema(implementation = UUID.class))
    public String customerId;

    @QueryParam("state")
    @Parameter(schema = @Schema(implementation = DeliveryState.class))
    public String state;

    @QueryParam("productId")
    @Parameter(description = "Deliveries with this product", schema = @Schema(implementation = UUID.class))
    public String productId;

    @QueryParam("saleOrderId")
    @Parameter(schema = @Schema(implementation = UUID.class))
    public String saleOrderId;

    @QueryParam("returnable")
    @Parameter(description = "true: deliveries of which something may still be returned; false: the others")
    public Boolean returnable;

    @QueryParam("number")
    public String number;

    @QueryParam("externalReference")
    public String externalReference;

    Keyset<Delivery> query() {
        Keyset<Delivery> query = Keyset.of(Delivery.class, "join fetch e.customer left join fetch e.saleOrder")
                .where(
                        "e.customer.companyId = (select c.companyId from Customer c where c.id = :companyOf)",
                        "companyOf",
                        Filter.uuid("companyOf", companyOf))
                .where("e.customer.id = :customerId", "customerId", Filter.uuid("customerId", customerId))
                .where("e.state = :state", "state", Filter.byName(DeliveryState.class, "state", state))
                .where(
                        "exists (select 1 from DeliveryLine l where l.delivery = e and l.product.id = :productId)",
                        "productId",
                        Filter.uuid("productId", productId))
                .where("e.saleOrder.id = :saleOrderId", "saleOrderId", Filter.uuid("saleOrderId", saleOrderId))
                .where("e.number = :number", "number", number)
                .where("e.externalReference = :externalReference", "externalReference", externalReference);
        if (returnable != null) {
            query.where(returnable ? "e.returnable > 0" : "e.returnable = 0");
        }
        return query;
    }
}
