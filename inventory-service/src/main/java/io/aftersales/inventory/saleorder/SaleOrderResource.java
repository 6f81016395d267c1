package io.aftersales.inventory.saleorder;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.company.Company;
import io.aftersales.inventory.customer.Customers;
import io.aftersales.inventory.product.Product;
import io.aftersales.inventory.product.Products;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.Taken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.Map;
import java.util.UUID;

/** What customers ordered. An order never changes; what was delivered and returned of it does. */
@Path("/sale-orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sale orders")
public class SaleOrderResource {

    private final Api api;
    private final Caller caller;
    private final SaleOrders saleOrders;
    private final Products products;
    private final Customers customers;
    private final Company company;

    SaleOrderResource(
            Api api, Caller caller, SaleOrders saleOrders, Products products, Customers customers, Company company) {
        this.api = api;
        this.caller = caller;
        this.saleOrders = saleOrders;
        this.products = products;
        this.customers = customers;
        this.company = company;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
    @Operation(operationId = "listSaleOrders", summary = "Sale orders, the newest first")
    public Uni<Page<SaleOrderView.Summary>> list(@BeanParam SaleOrderFilter filter, @Valid @BeanParam Paging paging) {
        return api.read(() -> filter.query().page(paging, SaleOrderView.Summary::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
    @Operation(
            operationId = "getSaleOrder",
            summary = "One sale order, with what was delivered and returned of each line")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SaleOrderView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> saleOrders.read(id), SaleOrderView::of);
    }

    @POST
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(operationId = "createSaleOrder", summary = "Enter a sale order")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SaleOrderView.class)))
    public Uni<Response> create(@NotNull @Valid SaleOrderForm form) {
        Stamp by = Stamp.of(caller.requester());
        return customers
                .awaitKnown(form.customerId())
                .chain(company::awaitKnown)
                .chain(() -> api.post(
                        form,
                        work -> write(form, by, work)
                                .map(order -> Answer.created("sale-orders", order, () -> SaleOrderView.of(order)))))
                .onFailure()
                .transform(Taken.byConstraint(
                        "sale_order_external_reference_key", InventoryProblem.EXTERNAL_REFERENCE_TAKEN));
    }

    private Uni<SaleOrder> write(SaleOrderForm form, Stamp by, Work work) {
        return products.get(
                        form.lines().stream().map(SaleOrderForm.Line::productId).toList())
                .chain(found -> customers
                        .get(form.customerId())
                        .chain(customer -> company.settings()
                                .map(settings -> new SaleOrder(
                                        customer,
                                        form.date() == null ? settings.today() : form.date(),
                                        form.externalReference(),
                                        by)))
                        .invoke(order -> fill(order, form, found))
                        .invoke(order -> saleOrders.add(order, work)));
    }

    private static void fill(SaleOrder order, SaleOrderForm form, Map<UUID, Product> products) {
        form.lines().forEach(line -> order.add(products.get(line.productId()), line.quantity()));
    }
}
