package io.aftersales.loyalty.coupon;

import io.aftersales.loyalty.program.Programs;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.inbox.CommandHandler;
import io.aftersales.platform.inbox.CommandValidation;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Generates a coupon for a ticket. */
@Singleton
class GenerateCouponHandler extends CommandHandler<GenerateCoupon> {

    static final MessageType<Rejection> REJECTED = MessageType.of("coupon-generation-rejected", Rejection.class);

    private final Programs programs;
    private final Coupons coupons;
    private final CommandValidation validation;
    private final Clock clock;

    GenerateCouponHandler(Programs programs, Coupons coupons, CommandValidation validation, Clock clock) {
        super(GenerateCoupon.TYPE, REJECTED);
        this.programs = programs;
        this.coupons = coupons;
        this.validation = validation;
        this.clock = clock;
    }

    /** Nothing to lock: what is made is new, and a program that is deleted meanwhile is held by its coupons. */
    @Override
    public Uni<Void> lock(List<GenerateCoupon> batch, Work work) {
        Set<UUID> named = batch.stream()
                .map(GenerateCoupon::programId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return programs.load(named);
    }

    @Override
    protected Uni<Void> execute(Incoming<GenerateCoupon> message, Work work) {
        GenerateCoupon command = message.payload();
        validation.refuseMalformed(command);
        return programs.get(command.programId())
                .map(program -> Coupon.of(program, command.origin(Stamp.of(command.requestedBy())), clock.instant()))
                .invoke(coupon -> coupons.add(coupon, work))
                .replaceWithVoid();
    }
}
