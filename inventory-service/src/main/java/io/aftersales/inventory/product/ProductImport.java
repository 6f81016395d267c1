package io.aftersales.inventory.product;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.platform.imports.Batch;
import io.aftersales.platform.imports.ImportResult;
import io.aftersales.platform.imports.Imports;
import io.aftersales.platform.problem.RuleBroken;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Products of other systems, many at once. */
@Path("/imports/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
public class ProductImport {

    private final Imports imports;
    private final Products products;

    ProductImport(Imports imports, Products products) {
        this.imports = imports;
        this.products = products;
    }

    @POST
    @Blocking
    @Consumes({Imports.NDJSON, Imports.CSV})
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(
            operationId = "importProducts",
            summary = "Import products",
            description =
                    "As many as there are, one JSON object a line, or CSV with the same names as columns. Every row is"
                            + " idempotent on its external reference. A row that is refused is named with its line, and the rest is"
                            + " taken.")
    @RequestBody(
            content = {
                @Content(mediaType = Imports.NDJSON, schema = @Schema(implementation = ProductRow.class)),
                @Content(mediaType = Imports.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ImportResult.class)))
    public Response run(InputStream upload) {
        return imports.run(upload, ProductRow.class, this::take);
    }

    private Uni<Void> take(Batch<ProductRow> batch, Work work) {
        return products.taken(
                        batch.references(),
                        batch.open().stream().map(ProductRow::sku).toList())
                .invoke(taken -> {
                    batch.known(taken.references());
                    Set<String> skus = new HashSet<>(taken.skus());
                    List<Product> made = new ArrayList<>();
                    batch.each(row -> made.add(product(row, skus)));
                    made.forEach(product -> products.publish(product, work));
                    work.insert(made);
                })
                .replaceWithVoid();
    }

    private static Product product(ProductRow row, Set<String> skus) {
        if (!skus.add(row.sku())) {
            throw new RuleBroken(InventoryProblem.SKU_TAKEN, "Another product has the SKU " + row.sku());
        }
        return new Product(row.terms());
    }
}
