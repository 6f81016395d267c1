package io.aftersales.loyalty.coupon;

import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.util.UUID;

/** The query parameters of the list of coupons; all given ones must fit. A code is none: addresses end up in logs. */
public class CouponFilter {

    @QueryParam("programId")
    @Parameter(schema = @Schema(implementation = UUID.class))
    public String programId;

    @QueryParam("customerId")
    @Parameter(description = "Coupons of this customer alone", schema = @Schema(implementation = UUID.class))
    public String customerId;

    @QueryParam("ticketId")
    @Parameter(schema = @Schema(implementation = UUID.class))
    public String ticketId;

    @QueryParam("state")
    @Parameter(schema = @Schema(implementation = CouponState.class))
    public String state;

    Keyset<Coupon> query() {
        return Keyset.of(Coupon.class, "join fetch e.program")
                .where("e.program.id = :programId", "programId", Filter.uuid("programId", programId))
                .where("e.customerId = :customerId", "customerId", Filter.uuid("customerId", customerId))
                .where("e.ticketId = :ticketId", "ticketId", Filter.uuid("ticketId", ticketId))
                .where("e.state = :state", "state", Filter.byName(CouponState.class, "state", state));
    }
}
