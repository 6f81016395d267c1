package io.aftersales.accounting.outstanding;

import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.UUID;

/** What customers have to their credit: residuals of credit notes, and payments that full credits released. */
@Path("/outstanding-credits")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ACCOUNTANT)
@Tag(name = "Outstanding credits")
public class OutstandingCreditResource {

    private final Api api;
    private final Caller caller;
    private final OutstandingCredits credits;

    OutstandingCreditResource(Api api, Caller caller, OutstandingCredits credits) {
        this.api = api;
        this.caller = caller;
        this.credits = credits;
    }

    @GET
    @Operation(
            operationId = "listOutstandingCredits",
            summary = "Outstanding credits, the newest first",
            description =
                    "What was used up is listed no longer; the history of the credit note or the invoice tells it.")
    public Uni<Page<OutstandingCreditView>> list(
            @QueryParam("customerId")
                    @Parameter(
                            description = "A customer: credits of every customer of its company",
                            schema = @Schema(implementation = UUID.class))
                    String customerId,
            @Valid @BeanParam Paging paging) {
        return api.read(() -> Keyset.of(OutstandingCreditItem.class, "join fetch e.customer join fetch e.invoice")
                .where(
                        "e.customer.companyId = (select c.companyId from Customer c where c.id = :customerId)",
                        "customerId",
                        Filter.uuid("customerId", customerId))
                .page(paging, OutstandingCreditView::of));
    }

    @POST
    @Path("/{id}/allocate")
    @Operation(
            operationId = "allocateOutstandingCredit",
            summary = "Set an outstanding credit against another invoice of the same company")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AllocationView.class)))
    public Uni<Response> allocate(UUID id, @NotNull @Valid AllocationRequest request) {
        Stamp by = Stamp.of(caller.requester());
        return api.post(
                request,
                work -> credits.allocate(id, request, by, work)
                        .map(allocation -> Answer.added(allocation.id(), () -> allocation)));
    }

    @POST
    @Path("/{id}/payout")
    @Operation(
            operationId = "payOutOutstandingCredit",
            summary = "Record money given back to the customer",
            description = "At most what is left of the outstanding credit.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PayoutView.class)))
    public Uni<Response> payOut(UUID id, @NotNull @Valid PayoutRequest request) {
        Stamp by = Stamp.of(caller.requester());
        return api.post(
                request,
                work -> credits.payOut(id, request, by, work).map(payout -> Answer.added(payout.id(), () -> payout)));
    }
}
