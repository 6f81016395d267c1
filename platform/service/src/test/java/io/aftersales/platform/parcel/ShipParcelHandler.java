package io.aftersales.platform.parcel;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.inbox.CommandHandler;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.NotKnownYet;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

@ApplicationScoped
public class ShipParcelHandler extends CommandHandler<ShipParcel> {

    public static final MessageType<Rejection> REJECTED = MessageType.of("parcel-shipping-rejected", Rejection.class);

    /** More than the outbox's CHECK lets through. */
    private static final int TOO_MUCH = 300_000;

    private final Map<UUID, Integer> attempts = new ConcurrentHashMap<>();
    private volatile boolean defused;

    ShipParcelHandler() {
        super(ShipParcel.TYPE, REJECTED);
    }

    /** From now on nothing explodes: the bug was mended. */
    public void defuse() {
        defused = true;
    }

    /** The bug is back. */
    public void arm() {
        defused = false;
    }

    /** How often this action's command was to be executed. */
    public int attempts(UUID actionId) {
        return attempts.getOrDefault(actionId, 0);
    }

    @Override
    public Uni<Void> lock(List<ShipParcel> batch, Work work) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery("from Parcel where id in :ids order by id", Parcel.class)
                        .setParameter(
                                "ids", batch.stream().map(ShipParcel::parcelId).toList())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList())
                .replaceWithVoid();
    }

    @Override
    protected Uni<Void> execute(Incoming<ShipParcel> message, Work work) {
        ShipParcel command = message.payload();
        attempts.merge(command.actionId(), 1, Integer::sum);
        String demand = String.valueOf(command.demand());
        if (demand.equals(ShipParcel.REFUSE)) {
            throw new RuleBroken(GeneralProblem.CONFLICT, "This parcel stays here");
        }
        if (demand.equals(ShipParcel.EXPLODE) && !defused) {
            throw new IllegalStateException("a bug in the handler");
        }
        if (demand.equals(ShipParcel.WRITE_TOO_MUCH)) {
            work.answer(
                    REJECTED,
                    command.actionId(),
                    new Rejection(command.actionId(), command.ticketId(), "x".repeat(TOO_MUCH), "much"));
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.find(Parcel.class, command.parcelId()))
                .onItem()
                .ifNull()
                .failWith(() -> demand.equals(ShipParcel.AWAIT)
                        ? new NotKnownYet(GeneralProblem.NOT_FOUND, "No parcel " + command.parcelId() + " has come")
                        : RuleBroken.notFound("parcel", command.parcelId()))
                .invoke(parcel -> parcel.ship(command.actionId(), work))
                .replaceWithVoid();
    }
}
