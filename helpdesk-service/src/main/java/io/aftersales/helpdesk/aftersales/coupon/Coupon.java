package io.aftersales.helpdesk.aftersales.coupon;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.helpdesk.aftersales.ActionView;
import io.aftersales.helpdesk.aftersales.AfterSales;
import io.aftersales.helpdesk.aftersales.AfterSalesService;
import io.aftersales.helpdesk.aftersales.Ask;
import io.aftersales.helpdesk.aftersales.Assignment;
import io.aftersales.helpdesk.aftersales.ButtonName;
import io.aftersales.helpdesk.aftersales.Commission;
import io.aftersales.helpdesk.aftersales.Document;
import io.aftersales.helpdesk.aftersales.Instruction;
import io.aftersales.helpdesk.aftersales.News;
import io.aftersales.helpdesk.aftersales.Outcomes;
import io.aftersales.helpdesk.aftersales.ServiceName;
import io.aftersales.helpdesk.ticket.Audience;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Warning;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Coupons: loyalty generates one for the ticket's customer, and mails it to who follows the ticket. */
@Path("/tickets/{ticketId}/coupons")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "after-sales")
public class Coupon extends AfterSalesService<CouponRequest> {

    private static final String EMAIL = "coupon-email";
    private static final int MOST_RECIPIENTS = 500;

    private static final MessageType<Rejection> GENERATION_REJECTED =
            MessageType.of("coupon-generation-rejected", Rejection.class);
    private static final MessageType<Rejection> SENDING_REJECTED =
            MessageType.of("coupon-sending-rejected", Rejection.class);

    private static final Set<String> CONFLICTS = Set.of(
            "program-archived",
            "program-out-of-period",
            "program-closed",
            "coupon-used",
            "coupon-cancelled",
            "coupon-expired");

    Coupon(AfterSales afterSales) {
        super(
                new ServiceName("coupon", "coupons", "loyalty", 20),
                new ButtonName("coupons", "Coupons", "coupons"),
                afterSales);
    }

    @POST
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(operationId = "requestCoupon", summary = "Ask for a coupon")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; the action still runs",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Finished while the caller waited; the document's number is the code",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    public Uni<Response> request(@BeanParam Ask ask, @Valid @NotNull CouponRequest request) {
        return ask(ask, request);
    }

    @POST
    @Path("/{couponId}/emails")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(
            operationId = "requestCouponEmail",
            summary = "Ask for a coupon to be mailed to the ticket's followers, and to added addresses",
            description = "It succeeds when the mail server has taken the mail. Followers without an address are named"
                    + " in the warnings.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; the action still runs",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Finished while the caller waited",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    public Uni<Response> requestEmail(
            @BeanParam Ask ask,
            @PathParam("couponId") UUID couponId,
            @Valid @RequestBody(required = false) CouponEmailRequest request) {
        CouponEmailRequest mail = request == null ? CouponEmailRequest.NOTHING_CHANGED : request;
        return ask(
                EMAIL,
                ask,
                request,
                commission -> Audience.of(commission.ticket())
                        .map(followers -> email(couponId, mail, followers, commission)));
    }

    @Override
    protected Set<String> furtherKinds() {
        return Set.of(EMAIL);
    }

    @Override
    protected Instruction<GenerateCoupon> instruction(CouponRequest request, Commission commission) {
        return new Instruction<>(GenerateCoupon.TYPE, commission.ticketId(), GenerateCoupon.of(request, commission));
    }

    private static Assignment email(UUID couponId, CouponEmailRequest mail, Audience followers, Commission commission) {
        List<String> recipients = followers.addresses(mail.addedRecipients());
        if (recipients.isEmpty()) {
            throw new RuleBroken(HelpdeskProblem.NO_RECIPIENTS, HelpdeskProblem.NO_RECIPIENTS.meaning());
        }
        if (recipients.size() > MOST_RECIPIENTS) {
            throw RuleBroken.invalid("recipients", "must not be more than 500 with the ticket's followers");
        }
        return new Assignment(
                new Instruction<>(SendCoupon.TYPE, couponId, SendCoupon.of(couponId, mail, recipients, commission)),
                "Asked to mail a coupon to " + String.join(", ", recipients),
                followers.withoutAddress().stream().map(Coupon::notMailed).toList());
    }

    private static Warning notMailed(String follower) {
        return new Warning("no-address", follower + " follows the ticket, but has no e-mail address");
    }

    @Override
    protected void listen(Outcomes outcomes) {
        outcomes.success(CouponEvent.GENERATED, coupon -> news(coupon, "generated: " + coupon.rewardText()));
        outcomes.rejection(GENERATION_REJECTED);
        outcomes.success(CouponEvent.SENT, this::sent);
        outcomes.rejection(SENDING_REJECTED);
        outcomes.later(CouponEvent.REDEEMED, coupon -> news(coupon, "used for " + orderOf(coupon)));
        outcomes.later(CouponEvent.RELEASED, coupon -> news(coupon, "given back, now " + coupon.state()));
        outcomes.later(CouponEvent.EXPIRED, coupon -> news(coupon, "expired"));
        outcomes.later(CouponEvent.CANCELLED, coupon -> news(coupon, "cancelled"));
    }

    @Override
    protected String wording(CouponRequest request) {
        return "Asked for a coupon";
    }

    @Override
    protected Map<String, Object> defaults(Ticket ticket) {
        return Map.of("programs", "/api/v1/coupon-programs?active=true");
    }

    @Override
    protected boolean isConflict(String rejectionCode) {
        return CONFLICTS.contains(rejectionCode);
    }

    private News sent(CouponEvent coupon) {
        News sent = news(coupon, "sent by e-mail");
        if (coupon.refusedRecipients() == null) {
            return sent;
        }
        return sent.with(new Warning(
                "mail-refused",
                "The mail server refused the mail for " + String.join(", ", coupon.refusedRecipients())));
    }

    private News news(CouponEvent coupon, String what) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("reward", coupon.rewardText());
        if (coupon.code() != null) {
            facts.put("code", coupon.code());
        }
        if (coupon.expiresOn() != null) {
            facts.put("expiresOn", coupon.expiresOn().toString());
        }
        String href = button().href(coupon.couponId());
        return News.of(
                        "Coupon of " + coupon.programName() + " " + what + by(coupon.changedBy()),
                        coupon.couponId(),
                        Document.onButton("coupon", coupon.code(), coupon.state(), href, facts))
                .lasting("code");
    }

    private static String orderOf(CouponEvent coupon) {
        return coupon.redemption() == null ? "an order" : coupon.redemption().orderReference();
    }

    private static String by(Requester somebody) {
        return somebody == null ? "" : " by " + somebody.name();
    }
}
