package io.aftersales.inventory.repair;

import io.aftersales.inventory.Quantities;
import io.aftersales.inventory.stock.Location;
import io.aftersales.inventory.stock.StockMove;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.security.Requester;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** The parts of a repair were moved; contracts/schemas/repair-parts-consumed.v1.schema.json. */
public record PartsConsumed(
        UUID consumptionId,
        UUID originId,
        String origin,
        boolean forced,
        List<Move> moves,
        Requester requestedBy,
        UUID ticketId,
        UUID actionId)
        implements OfAction {

    public static final MessageType<PartsConsumed> TYPE = MessageType.of("repair-parts-consumed", PartsConsumed.class);

    /** One move. */
    public record Move(
            UUID moveId,
            ConsumeRepairParts.Kind kind,
            UUID productId,
            BigDecimal quantity,
            List<String> serialNumbers) {

        static Move of(StockMove move) {
            return new Move(
                    move.id(),
                    move.toLocationId().equals(Location.SCRAP)
                            ? ConsumeRepairParts.Kind.REMOVE
                            : ConsumeRepairParts.Kind.ADD,
                    move.productId(),
                    Quantities.plain(move.quantity()),
                    move.serialNumbers().isEmpty() ? null : move.serialNumbers());
        }
    }

    static PartsConsumed of(RepairConsumption consumption, List<StockMove> moves) {
        return new PartsConsumed(
                consumption.id(),
                consumption.originId(),
                consumption.origin(),
                consumption.isForced(),
                moves.stream().map(Move::of).toList(),
                consumption.requested().by(),
                consumption.ticketId(),
                consumption.actionId());
    }
}
