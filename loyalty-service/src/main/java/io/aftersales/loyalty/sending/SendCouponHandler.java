package io.aftersales.loyalty.sending;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.loyalty.company.Company;
import io.aftersales.loyalty.coupon.Coupon;
import io.aftersales.loyalty.coupon.Coupons;
import io.aftersales.loyalty.customer.Customers;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.inbox.CommandHandler;
import io.aftersales.platform.inbox.CommandValidation;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.mail.MailOutbox;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes the mail about a coupon. The command is answered when the mail server has taken it: {@link CouponMailed}. */
@Singleton
class SendCouponHandler extends CommandHandler<SendCoupon> {

    static final MessageType<Rejection> REJECTED = MessageType.of("coupon-sending-rejected", Rejection.class);

    private final Coupons coupons;
    private final Customers customers;
    private final Company company;
    private final MailOutbox mails;
    private final CommandValidation validation;
    private final Clock clock;

    SendCouponHandler(
            Coupons coupons,
            Customers customers,
            Company company,
            MailOutbox mails,
            CommandValidation validation,
            Clock clock) {
        super(SendCoupon.TYPE, REJECTED);
        this.coupons = coupons;
        this.customers = customers;
        this.company = company;
        this.mails = mails;
        this.validation = validation;
        this.clock = clock;
    }

    @Override
    public Uni<Void> lock(List<SendCoupon> batch, Work work) {
        Set<UUID> named = batch.stream()
                .map(SendCoupon::couponId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return coupons.lockAll(named);
    }

    @Override
    protected Uni<Void> execute(Incoming<SendCoupon> message, Work work) {
        SendCoupon command = message.payload();
        validation.refuseMalformed(command);
        return Panache.getSession()
                .chain(session -> session.find(Coupon.class, command.couponId()))
                .invoke(coupon -> refuseUnlessOfTicket(coupon, command))
                .call(coupon -> customers
                        .companyOf(coupon.customerId())
                        .invoke(owner -> refuseUnlessAllowed(coupon, command, owner)))
                .chain(coupon -> company.settings().invoke(settings -> {
                    CouponSending sending = new CouponSending(command, clock.instant());
                    work.persist(sending);
                    mails.write(work, CouponMail.of(coupon, settings.name()).outgoing(sending, command));
                }))
                .replaceWithVoid();
    }

    private static void refuseUnlessOfTicket(Coupon coupon, SendCoupon command) {
        if (coupon == null || !Objects.equals(coupon.ticketId(), command.ticketId())) {
            throw new RuleBroken(LoyaltyProblem.UNKNOWN_COUPON, "The ticket has no coupon " + command.couponId());
        }
    }

    private void refuseUnlessAllowed(Coupon coupon, SendCoupon command, UUID owner) {
        if (coupon.isForeignTo(command.companyId(), owner)) {
            throw new RuleBroken(LoyaltyProblem.OTHER_CUSTOMER, LoyaltyProblem.OTHER_CUSTOMER.meaning());
        }
        coupon.refuseUnlessUsable(clock.instant());
    }
}
