package io.aftersales.loyalty.coupon;

import io.aftersales.loyalty.customer.Customers;
import io.aftersales.loyalty.program.Programs;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.paging.Keyset;
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

import java.time.Clock;
import java.util.UUID;

/** The coupons. Most come from tickets; a loyalty manager gives others here. */
@Path("/coupons")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.LOYALTY_MANAGER})
@Tag(name = "Coupons")
public class CouponResource {

    private final Api api;
    private final Preconditions preconditions;
    private final Caller caller;
    private final CouponAccess access;
    private final Programs programs;
    private final Coupons coupons;
    private final Customers customers;
    private final Clock clock;

    CouponResource(
            Api api,
            Preconditions preconditions,
            Caller caller,
            CouponAccess access,
            Programs programs,
            Coupons coupons,
            Customers customers,
            Clock clock) {
        this.api = api;
        this.preconditions = preconditions;
        this.caller = caller;
        this.access = access;
        this.programs = programs;
        this.coupons = coupons;
        this.customers = customers;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listCoupons",
            summary = "Coupons, the newest first",
            description = "An agent sees those that came from tickets.")
    public Uni<Page<CouponView>> list(@BeanParam CouponFilter filter, @Valid @BeanParam Paging paging) {
        return api.read(() -> {
            Keyset<Coupon> query = filter.query();
            if (!access.seesAll()) {
                query.where("e.ticketId is not null");
            }
            return query.page(paging, CouponView::of);
        });
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getCoupon", summary = "One coupon")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CouponView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> coupons.read(id).invoke(access::refuseUnlessSeen), CouponView::of);
    }

    @POST
    @RolesAllowed(Roles.LOYALTY_MANAGER)
    @Operation(operationId = "createCoupon", summary = "Generate a coupon without a ticket")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CouponView.class)))
    public Uni<Response> create(@NotNull @Valid CouponRequest request) {
        Stamp by = Stamp.of(caller.requester());
        return customers
                .awaitKnown(request.customerId())
                .chain(() -> api.post(
                        request,
                        work -> customers
                                .companyOf(request.customerId())
                                .map(companyId -> new Coupon.Origin(request.customerId(), companyId, null, null, by))
                                .chain(origin -> programs.get(request.programId())
                                        .map(program -> Coupon.of(program, origin, clock.instant())))
                                .invoke(coupon -> coupons.add(coupon, work))
                                .map(coupon -> Answer.created("coupons", coupon, () -> CouponView.of(coupon)))));
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed(Roles.LOYALTY_MANAGER)
    @Operation(
            operationId = "cancelCoupon",
            summary = "Cancel a coupon that was not used",
            description = "Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CouponView.class)))
    public Uni<Response> cancel(UUID id) {
        Stamp by = Stamp.of(caller.requester());
        return api.post(
                null,
                work -> coupons.lock(id)
                        .invoke(preconditions::match)
                        .invoke(coupon -> coupon.cancel(by, clock.instant()))
                        .invoke(coupon ->
                                work.publish(coupon, CouponEvent.CANCELLED, () -> CouponEvent.withoutCode(coupon)))
                        .map(coupon -> Answer.ok(coupon, () -> CouponView.of(coupon))));
    }
}
