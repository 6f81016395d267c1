package io.aftersales.loyalty.sending;

import io.aftersales.loyalty.coupon.Coupon;
import io.aftersales.loyalty.terms.Terms;
import io.aftersales.platform.mail.OutgoingMail;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A coupon as a mail shows it, in words.
 *
 * @param company who gives it
 * @param occasion name of its program
 * @param conditions what an order must have, a phrase each; none for a coupon that has none
 * @param expiry its last day; null for one that never expires
 */
record CouponMail(String company, String occasion, String reward, String code, List<String> conditions, String expiry) {

    static final String KIND = "coupon";

    private static final String GREETING = "Thank you for your patience. We have a coupon for you.";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    static CouponMail of(Coupon coupon, String company) {
        Terms terms = coupon.terms();
        return new CouponMail(
                company,
                coupon.programName(),
                terms.rewardInWords(),
                coupon.code(),
                terms.conditionsInWords(),
                coupon.expiresOn() == null ? null : DAY.format(coupon.expiresOn()));
    }

    /** The two parts of the mail, from one set of words. */
    @CheckedTemplate(basePath = "CouponMail")
    static final class Parts {

        private Parts() {}

        static native TemplateInstance text(CouponMail coupon, String subject, List<String> body);

        static native TemplateInstance page(CouponMail coupon, String subject, List<String> body);
    }

    /** The mail with the subject and the words that were asked for, or our own. */
    OutgoingMail outgoing(CouponSending sending, SendCoupon command) {
        String subject = command.subject() == null ? "Your coupon from " + company : command.subject();
        List<String> body =
                (command.body() == null ? GREETING : command.body()).lines().toList();
        return new OutgoingMail(
                KIND,
                sending.id(),
                command.recipients(),
                subject,
                Parts.text(this, subject, body).render(),
                Parts.page(this, subject, body).render(),
                null);
    }
}
