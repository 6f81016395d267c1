package io.aftersales.inventory.returns;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.delivery.Deliveries;
import io.aftersales.inventory.delivery.Delivery;
import io.aftersales.inventory.delivery.DeliveryLine;
import io.aftersales.inventory.stock.Location;
import io.aftersales.inventory.stock.Locations;
import io.aftersales.inventory.stock.Pieces;
import io.aftersales.inventory.stock.SerialNumbers;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.inbox.CommandHandler;
import io.aftersales.platform.inbox.CommandValidation;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Announces goods that come back, for a ticket. What may stand against it is found out before anything changes, in this order:
 * a malformed command, no such delivery, another company's, not done, no such location, and what {@link Proposal} refuses.
 */
@Singleton
class CreateReturnHandler extends CommandHandler<CreateReturn> {

    static final MessageType<Rejection> REJECTED = MessageType.of("return-rejected", Rejection.class);

    private final Deliveries deliveries;
    private final Locations locations;
    private final SerialNumbers serialNumbers;
    private final Returns returns;
    private final CommandValidation validation;

    CreateReturnHandler(
            Deliveries deliveries,
            Locations locations,
            SerialNumbers serialNumbers,
            Returns returns,
            CommandValidation validation) {
        super(CreateReturn.TYPE, REJECTED);
        this.deliveries = deliveries;
        this.locations = locations;
        this.serialNumbers = serialNumbers;
        this.returns = returns;
        this.validation = validation;
    }

    @Override
    public Uni<Void> lock(List<CreateReturn> batch, Work work) {
        Set<UUID> ids = batch.stream()
                .map(CreateReturn::deliveryId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        return deliveries.lockAll(ids).replaceWithVoid();
    }

    @Override
    protected Uni<Void> execute(Incoming<CreateReturn> message, Work work) {
        CreateReturn command = message.payload();
        validation.refuseMalformed(command);
        return deliveries
                .find(command.deliveryId())
                .onItem()
                .ifNull()
                .failWith(() -> new RuleBroken(
                        InventoryProblem.UNKNOWN_DELIVERY, "There is no delivery " + command.deliveryId()))
                .invoke(delivery -> refuseUnlessReturnable(delivery, command))
                .chain(delivery -> locations
                        .internal(command.returnLocationId())
                        .chain(location -> serialNumbers
                                .deliveredBy(delivery.trackedLines())
                                .invoke(pieces -> announce(delivery, pieces, location, command, work))))
                .replaceWithVoid();
    }

    private static void refuseUnlessReturnable(Delivery delivery, CreateReturn command) {
        if (!delivery.customer().companyId().equals(command.companyId())) {
            throw new RuleBroken(InventoryProblem.FOREIGN_DELIVERY, InventoryProblem.FOREIGN_DELIVERY.meaning());
        }
        delivery.refuseUnlessDone();
    }

    private void announce(Delivery delivery, Pieces pieces, Location location, CreateReturn command, Work work) {
        Proposal proposal = new Proposal(delivery, pieces);
        Map<DeliveryLine, Part> parts = command.lines() == null ? proposal.all() : proposal.chosen(command.lines());
        GoodsReturn.Origin origin =
                new GoodsReturn.Origin(command.ticketId(), command.actionId(), Stamp.of(command.requestedBy()));
        returns.add(new GoodsReturn(delivery, parts, pieces, location, command.isExchange(), origin), work);
    }
}
