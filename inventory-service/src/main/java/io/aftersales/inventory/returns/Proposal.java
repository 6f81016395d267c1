package io.aftersales.inventory.returns;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.Quantities;
import io.aftersales.inventory.delivery.Delivery;
import io.aftersales.inventory.delivery.DeliveryLine;
import io.aftersales.inventory.stock.Pieces;
import io.aftersales.platform.problem.RuleBroken;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a delivery that is done has left to return, and what somebody wants of that. Nothing is changed here. */
final class Proposal {

    private final Delivery delivery;
    private final Pieces pieces;

    /** @param pieces those of tracked products that the delivery brought and that are not back */
    Proposal(Delivery delivery, Pieces pieces) {
        this.delivery = delivery;
        this.pieces = pieces;
    }

    /**
     * All that is returnable.
     *
     * @throws RuleBroken {@code nothing-left-to-return}
     */
    Map<DeliveryLine, Part> all() {
        refuseNothingLeft();
        Map<DeliveryLine, Part> parts = new LinkedHashMap<>();
        delivery.lines().stream()
                .filter(line -> line.returnable().signum() > 0)
                .forEach(line -> parts.put(line, new Part(line.returnable(), proposedSerials(line))));
        return parts;
    }

    /**
     * What of it somebody wants. Each line is looked at in the order of the request, and of each the first rule that it breaks
     * is told.
     *
     * @throws RuleBroken {@code nothing-left-to-return} first; per line {@code unknown-delivery-line}, {@code
     *     duplicate-delivery-line}, {@code negative-quantity}, {@code more-than-returnable}, then about its serial numbers
     *     {@code serial-numbers-unexpected}, {@code fractional-quantity}, {@code duplicate-serial-number}, {@code
     *     serial-numbers-required}, {@code serial-number-count}, {@code serial-not-delivered}, {@code
     *     serial-already-returned}; {@code nothing-to-return} last
     */
    Map<DeliveryLine, Part> chosen(List<CreateReturn.Line> choices) {
        refuseNothingLeft();
        Map<DeliveryLine, Part> parts = new LinkedHashMap<>();
        Set<UUID> named = new HashSet<>();
        for (CreateReturn.Line choice : choices) {
            DeliveryLine line = delivery.line(choice.deliveryLineId());
            if (!named.add(line.id())) {
                throw new RuleBroken(InventoryProblem.DUPLICATE_DELIVERY_LINE, "Line " + line.id() + " is named twice");
            }
            refuseUnlessReturnable(choice.quantity(), line);
            List<String> serials = serials(choice, line);
            if (choice.quantity().signum() > 0) {
                parts.put(line, new Part(choice.quantity(), serials));
            }
        }
        if (parts.isEmpty()) {
            throw new RuleBroken(InventoryProblem.NOTHING_TO_RETURN, InventoryProblem.NOTHING_TO_RETURN.meaning());
        }
        return parts;
    }

    private void refuseNothingLeft() {
        if (delivery.returnable().signum() == 0) {
            throw new RuleBroken(
                    InventoryProblem.NOTHING_LEFT_TO_RETURN, "Returns have taken all of " + delivery.number());
        }
    }

    private static void refuseUnlessReturnable(BigDecimal quantity, DeliveryLine line) {
        if (quantity.signum() < 0) {
            throw new RuleBroken(
                    InventoryProblem.NEGATIVE_QUANTITY, "The quantity of line " + line.id() + " is negative");
        }
        if (quantity.compareTo(line.returnable()) > 0) {
            throw new RuleBroken(
                    InventoryProblem.MORE_THAN_RETURNABLE,
                    "Of %s %s can be returned, not %s"
                            .formatted(
                                    line.product().sku(),
                                    Quantities.plain(line.returnable()).toPlainString(),
                                    Quantities.plain(quantity).toPlainString()));
        }
    }

    /** Those that were named, or all where all come back. */
    private List<String> serials(CreateReturn.Line choice, DeliveryLine line) {
        boolean wholeLine = choice.quantity().compareTo(line.returnable()) == 0;
        if (line.product().isTracked() && choice.serials().isEmpty() && wholeLine) {
            return proposedSerials(line);
        }
        Pieces.refuseMiscounted(line.product(), choice.quantity(), choice.serials());
        pieces.refuseUnlessReturnable(line.id(), line.product(), choice.serials());
        return choice.serials();
    }

    private List<String> proposedSerials(DeliveryLine line) {
        return line.product().isTracked() ? pieces.returnableOf(line.id()) : List.of();
    }
}
