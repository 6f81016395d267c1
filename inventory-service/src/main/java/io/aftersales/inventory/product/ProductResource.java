package io.aftersales.inventory.product;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.inventory.InventoryProblem;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.rest.Taken;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.UUID;
import java.util.function.Function;

/** What is sold. A product is never deleted: it is archived. */
@Path("/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
public class ProductResource {

    private static final Function<Throwable, Throwable> SKU_TAKEN =
            Taken.byConstraint("product_sku_key", InventoryProblem.SKU_TAKEN);
    private static final Function<Throwable, Throwable> REFERENCE_TAKEN =
            Taken.byConstraint("product_external_reference_key", InventoryProblem.EXTERNAL_REFERENCE_TAKEN);

    private final Api api;
    private final Preconditions preconditions;
    private final MergePatch mergePatch;
    private final Products products;

    ProductResource(Api api, Preconditions preconditions, MergePatch mergePatch, Products products) {
        this.api = api;
        this.preconditions = preconditions;
        this.mergePatch = mergePatch;
        this.products = products;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
    @Operation(operationId = "listProducts", summary = "Products, the newest first")
    public Uni<Page<ProductView>> list(@BeanParam ProductFilter filter, @Valid @BeanParam Paging paging) {
        return api.read(() -> filter.query().page(paging, ProductView::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
    @Operation(operationId = "getProduct", summary = "One product")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProductView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> products.find(id, LockModeType.NONE), ProductView::of);
    }

    @POST
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(operationId = "createProduct", summary = "Add a product")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ProductView.class)))
    public Uni<Response> create(@NotNull @Valid ProductTerms terms) {
        return api.post(terms, work -> {
                    Product product = new Product(terms);
                    products.add(product, work);
                    return Uni.createFrom().item(Answer.created("products", product, () -> ProductView.of(product)));
                })
                .onFailure()
                .transform(SKU_TAKEN.andThen(REFERENCE_TAKEN));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(operationId = "editProduct", summary = "Change or archive a product", description = "Needs If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ProductTerms.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProductView.class)))
    public Uni<Response> edit(UUID id, JsonNode patch) {
        return api.change(work -> products.find(id, LockModeType.PESSIMISTIC_WRITE)
                        .invoke(preconditions::require)
                        .invoke(product -> product.change(mergePatch.apply(patch, product.terms(), ProductTerms.class)))
                        .invoke(product -> products.publish(product, work))
                        .map(product -> Answer.ok(product, () -> ProductView.of(product))))
                .onFailure()
                .transform(SKU_TAKEN.andThen(REFERENCE_TAKEN));
    }
}
