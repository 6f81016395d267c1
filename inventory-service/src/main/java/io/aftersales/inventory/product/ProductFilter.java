package io.aftersales.inventory.product;

import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters of the list of products; all given ones must fit. */
public class ProductFilter {

    @QueryParam("sku")
    public String sku;

    @QueryParam("kind")
    @Parameter(schema = @Schema(implementation = ProductKind.class))
    public String kind;

    @QueryParam("active")
    public Boolean active;

    @QueryParam("externalReference")
    public String externalReference;

    Keyset<Product> query() {
        return Keyset.of(Product.class)
                .where("e.sku = :sku", "sku", sku)
                .where("e.kind = :kind", "kind", Filter.byName(ProductKind.class, "kind", kind))
                .where("e.active = :active", "active", active)
                .where("e.externalReference = :externalReference", "externalReference", externalReference);
    }
}
