package io.aftersales.inventory.delivery;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.company.Company;
import io.aftersales.inventory.customer.Customers;
import io.aftersales.inventory.stock.SerialNumbers;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.rest.Taken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.UUID;

/** Goods that go to customers: drafted, reserved, and validated in full or in part. */
@Path("/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries")
public class DeliveryResource {

    private final Api api;
    private final Preconditions preconditions;
    private final Caller caller;
    private final Deliveries deliveries;
    private final DeliveryDrafting drafting;
    private final Shipping shipping;
    private final SerialNumbers serialNumbers;
    private final Customers customers;
    private final Company company;

    DeliveryResource(
            Api api,
            Preconditions preconditions,
            Caller caller,
            Deliveries deliveries,
            DeliveryDrafting drafting,
            Shipping shipping,
            SerialNumbers serialNumbers,
            Customers customers,
            Company company) {
        this.api = api;
        this.preconditions = preconditions;
        this.caller = caller;
        this.deliveries = deliveries;
        this.drafting = drafting;
        this.shipping = shipping;
        this.serialNumbers = serialNumbers;
        this.customers = customers;
        this.company = company;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
    @Operation(operationId = "listDeliveries", summary = "Deliveries, the newest first")
    public Uni<Page<DeliveryView.Summary>> list(@BeanParam DeliveryFilter filter, @Valid @BeanParam Paging paging) {
        return api.read(() -> filter.query().page(paging, DeliveryView.Summary::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
    @Operation(
            operationId = "getDelivery",
            summary = "One delivery with its lines",
            description = "Lines of a delivery that is done say what may still be returned of them.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> deliveries.read(id), DeliveryView::of);
    }

    @GET
    @Path("/{id}/returnable")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
    @Operation(
            operationId = "getReturnable",
            summary = "What may still be returned of a delivery that is done",
            description =
                    "Per line delivered less already returned (ready or done), and the pieces of tracked products.")
    public Uni<DeliveryView.Returnable> returnable(UUID id) {
        return api.read(() -> deliveries
                .read(id)
                .invoke(Delivery::refuseUnlessDone)
                .chain(delivery -> serialNumbers
                        .deliveredBy(delivery.trackedLines())
                        .map(pieces -> DeliveryView.Returnable.of(delivery, pieces))));
    }

    @POST
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(
            operationId = "draftDelivery",
            summary = "Draft a delivery",
            description = "Of a sale order, or for a customer without one. A draft reserves nothing.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Uni<Response> create(@NotNull @Valid DeliveryForm form) {
        Stamp by = Stamp.of(caller.requester());
        return customers
                .awaitKnown(form.customerId())
                .chain(() -> api.post(
                        form,
                        work -> drafting.draft(form, by)
                                .invoke(draft -> deliveries.add(draft, work))
                                .map(draft -> Answer.created("deliveries", draft, () -> DeliveryView.of(draft)))))
                .onFailure()
                .transform(Taken.byConstraint(
                        "delivery_external_reference_key", InventoryProblem.EXTERNAL_REFERENCE_TAKEN));
    }

    @POST
    @Path("/{id}/reserve")
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(
            operationId = "reserveDelivery",
            summary = "Reserve the goods of a draft",
            description = "All of them, or none where less is available. Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Uni<Response> reserve(UUID id) {
        return api.post(
                null,
                work -> deliveries
                        .lock(id)
                        .invoke(preconditions::match)
                        .call(delivery -> deliveries.lockLevels(delivery).invoke(delivery::reserve))
                        .map(DeliveryResource::answer));
    }

    @POST
    @Path("/{id}/validate")
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(
            operationId = "validateDelivery",
            summary = "Deliver what a ready delivery holds, in full or in part",
            description = "The rest becomes a back-order, or is dropped. An empty body delivers everything. Honours"
                    + " If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Uni<Response> validate(UUID id, @Valid @RequestBody(required = false) DeliveryValidation validation) {
        DeliveryValidation asked = validation == null ? DeliveryValidation.IN_FULL : validation;
        Stamp by = Stamp.of(caller.requester());
        return company.awaitKnown()
                .chain(() -> api.post(
                        validation,
                        work -> deliveries
                                .lockWithOrder(id)
                                .invoke(preconditions::match)
                                .call(delivery -> shipping.validate(delivery, asked, by, work))
                                .map(DeliveryResource::answer)));
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(
            operationId = "cancelDelivery",
            summary = "Cancel a delivery that is not done",
            description = "Frees what it had reserved. Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Uni<Response> cancel(UUID id) {
        Stamp by = Stamp.of(caller.requester());
        return api.post(
                null,
                work -> deliveries
                        .lock(id)
                        .invoke(preconditions::match)
                        .call(delivery -> deliveries.lockLevels(delivery).invoke(levels -> delivery.cancel(levels, by)))
                        .map(DeliveryResource::answer));
    }

    private static Answer answer(Delivery delivery) {
        return Answer.ok(delivery, () -> DeliveryView.of(delivery));
    }
}
