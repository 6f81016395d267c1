package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.coupon.Coupons;
import io.aftersales.loyalty.customer.Customers;
import io.aftersales.loyalty.order.Order;
import io.aftersales.platform.openapi.ApiConventions;
import io.aftersales.platform.problem.Problem;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a coupon would take off an order. A POST because of the order, and because a code does not belong into an address. */
@Path("/coupon-evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Coupons")
public class EvaluationResource {

    private final Api api;
    private final Guesses guesses;
    private final Customers customers;
    private final Coupons coupons;
    private final Appraisal appraisal;

    EvaluationResource(Api api, Guesses guesses, Customers customers, Coupons coupons, Appraisal appraisal) {
        this.api = api;
        this.guesses = guesses;
        this.customers = customers;
        this.coupons = coupons;
        this.appraisal = appraisal;
    }

    @POST
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.LOYALTY_MANAGER})
    @Operation(
            operationId = "evaluateCoupon",
            summary = "What a coupon would take off an order",
            description = "Changes nothing. A coupon that cannot be used is refused with the first reason that applies:"
                    + " unknown-coupon, coupon-used, coupon-cancelled, coupon-expired, program-closed, other-customer,"
                    + " currency-mismatch, minimum-amount, minimum-quantity, product-missing. Who tries too many unknown"
                    + " codes is refused for a while (too-many-requests).",
            extensions = @Extension(name = ApiConventions.WRITES_NOTHING, value = "true"))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EvaluationView.class)))
    @APIResponse(
            responseCode = "429",
            description = Guesses.REFUSAL,
            headers = @Header(name = "Retry-After", schema = @Schema(type = SchemaType.INTEGER)),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = "Problem")))
    public Uni<EvaluationView> evaluate(@NotNull @Valid EvaluationRequest request) {
        Order order = request.order();
        return guesses.guard(
                request.code(),
                code -> customers
                        .awaitKnown(request.customerId())
                        .chain(() -> api.read(() -> coupons.readByCode(code)
                                .chain(coupon -> appraisal
                                        .discount(coupon, order, request.customerId())
                                        .map(discount -> EvaluationView.of(coupon, order, discount))))));
    }
}
