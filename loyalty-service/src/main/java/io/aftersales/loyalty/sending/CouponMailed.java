package io.aftersales.loyalty.sending;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.loyalty.coupon.Coupon;
import io.aftersales.loyalty.coupon.CouponEvent;
import io.aftersales.loyalty.coupon.Coupons;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.mail.MailHandler;
import io.aftersales.platform.mail.SettledMail;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers {@code send-coupon} once the mail server has: the coupon is sent if one recipient's copy at least was taken, whatever
 * became of the coupon meanwhile.
 */
@ApplicationScoped
class CouponMailed implements MailHandler {

    private final Coupons coupons;

    CouponMailed(Coupons coupons) {
        this.coupons = coupons;
    }

    @Override
    public String kind() {
        return CouponMail.KIND;
    }

    @Override
    public Uni<Void> settled(SettledMail mail, Work work) {
        return Panache.getSession()
                .chain(session -> session.find(CouponSending.class, mail.subjectId()))
                .chain(sending ->
                        coupons.lock(sending.couponId()).invoke(coupon -> answer(sending, coupon, mail, work)))
                .replaceWithVoid();
    }

    private static void answer(CouponSending sending, Coupon coupon, SettledMail mail, Work work) {
        if (mail.accepted().isEmpty()) {
            work.answer(SendCouponHandler.REJECTED, sending.actionId(), refused(sending, mail));
            return;
        }
        List<String> refused =
                mail.refused().stream().map(SettledMail.Refusal::address).toList();
        coupon.sent(Stamp.of(sending.requestedBy()));
        work.publish(coupon, CouponEvent.SENT, () -> CouponEvent.sent(coupon, refused, sending.actionId()));
    }

    private static Rejection refused(CouponSending sending, SettledMail mail) {
        String why = mail.refused().stream()
                .map(refusal -> refusal.address() + " (" + refusal.reply() + ")")
                .collect(Collectors.joining(", "));
        return new Rejection(
                sending.actionId(),
                sending.ticketId(),
                LoyaltyProblem.MAIL_REFUSED.code(),
                "The mail server refused the mail for good: " + why);
    }
}
