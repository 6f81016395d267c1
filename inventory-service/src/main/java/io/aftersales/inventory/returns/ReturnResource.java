package io.aftersales.inventory.returns;

import io.aftersales.inventory.company.Company;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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

/** Goods that come back. Returns are asked for on tickets; here they are received, or cancelled. */
@Path("/returns")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Returns")
public class ReturnResource {

    private final Api api;
    private final Preconditions preconditions;
    private final Caller caller;
    private final Returns returns;
    private final Receiving receiving;
    private final Company company;

    ReturnResource(
            Api api,
            Preconditions preconditions,
            Caller caller,
            Returns returns,
            Receiving receiving,
            Company company) {
        this.api = api;
        this.preconditions = preconditions;
        this.caller = caller;
        this.returns = returns;
        this.receiving = receiving;
        this.company = company;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
    @Operation(operationId = "listReturns", summary = "Returns, the newest first")
    public Uni<Page<ReturnView.Summary>> list(@BeanParam ReturnFilter filter, @Valid @BeanParam Paging paging) {
        return api.read(() -> filter.query().page(paging, ReturnView.Summary::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
    @Operation(operationId = "getReturn", summary = "One return with its lines")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReturnView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> returns.read(id), ReturnView::of);
    }

    @POST
    @Path("/{id}/validate")
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(
            operationId = "validateReturn",
            summary = "Take in what has come of a return, in full or in part",
            description =
                    "Puts the goods to the return location and lowers what the sale order shows as delivered. What has"
                            + " not come is returnable again. An empty body takes in everything. Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReturnView.class)))
    public Uni<Response> validate(UUID id, @Valid @RequestBody(required = false) ReturnValidation validation) {
        ReturnValidation asked = validation == null ? ReturnValidation.IN_FULL : validation;
        Stamp by = Stamp.of(caller.requester());
        return company.awaitKnown()
                .chain(() -> api.post(
                        validation,
                        work -> returns.lock(id)
                                .invoke(preconditions::match)
                                .call(goods -> receiving.receive(goods, asked, by, work))
                                .map(ReturnResource::answer)));
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(
            operationId = "cancelReturn",
            summary = "Cancel a return that is ready",
            description =
                    "Its quantities are returnable again, and the delivery of an exchange is cancelled unless it is"
                            + " done. Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReturnView.class)))
    public Uni<Response> cancel(UUID id) {
        Stamp by = Stamp.of(caller.requester());
        return api.post(
                null,
                work -> returns.lock(id)
                        .invoke(preconditions::match)
                        .call(goods -> receiving.cancel(goods, by, work))
                        .map(ReturnResource::answer));
    }

    private static Answer answer(GoodsReturn goods) {
        return Answer.ok(goods, () -> ReturnView.of(goods));
    }
}
