package io.aftersales.loyalty.redemption;

import io.aftersales.loyalty.coupon.Coupon;
import io.aftersales.loyalty.coupon.CouponEvent;
import io.aftersales.loyalty.coupon.Coupons;
import io.aftersales.loyalty.customer.Customers;
import io.aftersales.loyalty.order.Order;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.problem.Problem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.net.URI;
import java.time.Clock;
import java.util.UUID;

/** The use of coupons for orders, by the systems that keep the orders. */
@Path("/coupon-redemptions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.LOYALTY_MANAGER)
@Tag(name = "Coupons")
public class RedemptionResource {

    private final Api api;
    private final Caller caller;
    private final Guesses guesses;
    private final Customers customers;
    private final Coupons coupons;
    private final Appraisal appraisal;
    private final Clock clock;

    RedemptionResource(
            Api api,
            Caller caller,
            Guesses guesses,
            Customers customers,
            Coupons coupons,
            Appraisal appraisal,
            Clock clock) {
        this.api = api;
        this.caller = caller;
        this.guesses = guesses;
        this.customers = customers;
        this.coupons = coupons;
        this.appraisal = appraisal;
        this.clock = clock;
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getCouponRedemption", summary = "The use of a coupon for an order; gone once released")
    public Uni<RedemptionView> get(UUID id) {
        return api.read(() -> find(id).map(RedemptionView::of));
    }

    @POST
    @Operation(
            operationId = "redeemCoupon",
            summary = "Use a coupon up for an order",
            description = "Refused with the reasons of an evaluation. Of several at the same moment one wins.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RedemptionView.class)))
    @APIResponse(
            responseCode = "429",
            description = Guesses.REFUSAL,
            headers = @Header(name = "Retry-After", schema = @Schema(type = SchemaType.INTEGER)),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = "Problem")))
    public Uni<Response> redeem(@NotNull @Valid RedemptionRequest request) {
        Order order = request.order();
        Stamp by = Stamp.of(caller.requester());
        return guesses.guard(
                request.code(),
                code -> customers
                        .awaitKnown(request.customerId())
                        .chain(() -> api.post(
                                request,
                                work -> coupons.lockByCode(code)
                                        .chain(coupon -> redeem(coupon, request, order, by, work))
                                        .map(RedemptionResource::created))));
    }

    private Uni<Redemption> redeem(Coupon coupon, RedemptionRequest request, Order order, Stamp by, Work work) {
        return appraisal.discount(coupon, order, request.customerId()).map(discount -> {
            Redemption redemption = new Redemption(coupon, request, order, discount, by);
            work.persist(redemption);
            work.publish(coupon, CouponEvent.REDEEMED, () -> CouponEvent.withoutCode(coupon));
            return redemption;
        });
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "releaseCoupon",
            summary = "Give the coupon back that an order has used",
            description = "It can be used again, unless its last day is over by now: then it is expired.")
    @APIResponse(responseCode = "204")
    public Uni<Response> release(UUID id) {
        Stamp by = Stamp.of(caller.requester());
        return api.change(work -> couponOf(id)
                .chain(coupons::lock)
                .chain(coupon -> find(id).invoke(redemption -> {
                            redemption.release(by);
                            coupon.release(by, clock.instant());
                            work.publish(coupon, CouponEvent.RELEASED, () -> CouponEvent.withoutCode(coupon));
                        })
                        .replaceWith(Answer::done)));
    }

    /** The coupon, to be locked before the redemption is read. */
    private static Uni<UUID> couponOf(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select coupon_id from coupon_redemption where id = ?1", UUID.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("coupon redemption", id));
    }

    private static Uni<Redemption> find(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(Redemption.class, id))
                .onItem()
                .transformToUni(redemption -> redemption == null || redemption.isReleased()
                        ? Uni.createFrom().failure(RuleBroken.notFound("coupon redemption", id))
                        : Uni.createFrom().item(redemption));
    }

    private static Answer created(Redemption redemption) {
        return new Answer(
                201,
                URI.create("coupon-redemptions/" + redemption.id()),
                redemption.id(),
                () -> null,
                () -> RedemptionView.of(redemption));
    }
}
