package io.aftersales.inventory.saleorder;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.customer.Customers;
import io.aftersales.inventory.customer.NamedCustomers;
import io.aftersales.inventory.product.Product;
import io.aftersales.inventory.product.Products;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.imports.Batch;
import io.aftersales.platform.imports.ImportResult;
import io.aftersales.platform.imports.Imports;
import io.aftersales.platform.problem.RuleBroken;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sale orders of other systems, many at once. */
@Path("/imports/sale-orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
public class SaleOrderImport {

    private final Imports imports;
    private final Caller caller;
    private final SaleOrders saleOrders;
    private final Products products;
    private final Customers customers;

    SaleOrderImport(Imports imports, Caller caller, SaleOrders saleOrders, Products products, Customers customers) {
        this.imports = imports;
        this.caller = caller;
        this.saleOrders = saleOrders;
        this.products = products;
        this.customers = customers;
    }

    @POST
    @Blocking
    @Consumes({Imports.NDJSON, Imports.CSV})
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(
            operationId = "importSaleOrders",
            summary = "Import sale orders",
            description =
                    "As many as there are, one JSON object a line, or CSV. Every row is idempotent on its external"
                            + " reference. A row that is refused is named with its line, and the rest is taken.\n\n"
                            + "CSV: the first line names the columns `externalReference`, `customerId` or"
                            + " `customerReference`, `date`, `lines.sku`, `lines.quantity`. A line of the file is a line of an order;"
                            + " neighbouring lines with one external reference are one order, and others of it are refused.")
    @RequestBody(
            content = {
                @Content(mediaType = Imports.NDJSON, schema = @Schema(implementation = SaleOrderRow.class)),
                @Content(mediaType = Imports.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ImportResult.class)))
    public Response run(InputStream upload) {
        Stamp by = Stamp.of(caller.requester());
        return imports.run(
                upload,
                SaleOrderRow.class,
                rows -> customers.awaitKnown(SaleOrderRow.customersOf(rows)),
                (batch, work) -> take(batch, by, work));
    }

    private Uni<Void> take(Batch<SaleOrderRow> batch, Stamp by, Work work) {
        return saleOrders
                .referencesKnown(batch.references())
                .invoke(batch::known)
                .chain(() -> customers.find(SaleOrderRow.customersOf(batch.open())))
                .chain(buyers -> products.bySku(SaleOrderRow.skusOf(batch.open()))
                        .invoke(goods -> {
                            List<SaleOrder> made = new ArrayList<>();
                            batch.each(row -> made.add(order(row, buyers, goods, by)));
                            saleOrders.addAll(made, work);
                        }))
                .replaceWithVoid();
    }

    private static SaleOrder order(
            SaleOrderRow row, NamedCustomers.Found buyers, Map<String, Product> products, Stamp by) {
        SaleOrder order = new SaleOrder(
                buyers.get(row.customerId(), row.customerReference()), row.date(), row.externalReference(), by);
        for (SaleOrderRow.Line line : row.lines()) {
            Product product = products.get(line.sku());
            if (product == null) {
                throw new RuleBroken(
                        InventoryProblem.UNKNOWN_PRODUCT, "There is no active product with the SKU " + line.sku());
            }
            order.add(product, line.quantity());
        }
        return order;
    }
}
