package io.aftersales.inventory.stock;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.Quantities;
import io.aftersales.inventory.product.Product;
import io.aftersales.platform.problem.RuleBroken;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Pieces of tracked products that were looked up, and the rules about naming them. */
public final class Pieces {

    private record Key(UUID productId, String number) {}

    private final Map<Key, SerialNumber> found = new HashMap<>();

    Pieces(Collection<SerialNumber> found) {
        found.forEach(piece -> this.found.put(new Key(piece.productId(), piece.number()), piece));
    }

    /**
     * Holds the serial numbers that a request names against the quantity.
     *
     * @throws RuleBroken {@code serial-numbers-unexpected} for a product without, {@code fractional-quantity},
     *     {@code duplicate-serial-number}, {@code serial-numbers-required} or {@code serial-number-count}, in this order
     */
    public static void refuseMiscounted(Product product, BigDecimal quantity, List<String> named) {
        if (!product.isTracked()) {
            if (!named.isEmpty()) {
                throw new RuleBroken(
                        InventoryProblem.SERIAL_NUMBERS_UNEXPECTED, product.sku() + " has no serial numbers");
            }
            return;
        }
        if (!Quantities.isWhole(quantity)) {
            throw new RuleBroken(
                    InventoryProblem.FRACTIONAL_QUANTITY, product.sku() + " is tracked and comes in whole pieces");
        }
        Set<String> seen = new HashSet<>();
        for (String number : named) {
            if (!seen.add(number)) {
                throw new RuleBroken(InventoryProblem.DUPLICATE_SERIAL_NUMBER, number + " is named twice");
            }
        }
        if (named.isEmpty() && quantity.signum() > 0) {
            throw new RuleBroken(
                    InventoryProblem.SERIAL_NUMBERS_REQUIRED, "Name the serial numbers of " + product.sku());
        }
        if (!Quantities.isCount(quantity, named.size())) {
            throw new RuleBroken(
                    InventoryProblem.SERIAL_NUMBER_COUNT,
                    "%d serial numbers are named for %s of %s"
                            .formatted(named.size(), Quantities.plain(quantity).toPlainString(), product.sku()));
        }
    }

    /** @throws RuleBroken {@code serial-not-in-stock} when one of them is not there */
    public void refuseUnlessAt(UUID locationId, Product product, List<String> numbers) {
        for (String number : numbers) {
            if (find(product, number).filter(piece -> piece.isAt(locationId)).isEmpty()) {
                throw new RuleBroken(
                        InventoryProblem.SERIAL_NOT_IN_STOCK, "%s %s is not there".formatted(product.sku(), number));
            }
        }
    }

    /** @throws RuleBroken {@code serial-not-in-stock} when one of them is with a customer, or elsewhere with us */
    public void refuseUnlessDeliverable(Product product, List<String> numbers) {
        for (String number : numbers) {
            if (find(product, number)
                    .filter(piece -> !piece.isGone() && !piece.isAt(Location.STOCK))
                    .isPresent()) {
                throw new RuleBroken(
                        InventoryProblem.SERIAL_NOT_IN_STOCK,
                        "%s %s is somewhere else".formatted(product.sku(), number));
            }
        }
    }

    /** Notes that pieces were delivered in the past; returns those that nobody knew before, to be stored. */
    public List<SerialNumber> deliverAsItWas(Product product, List<String> numbers, UUID deliveryLineId) {
        List<SerialNumber> unknown = new ArrayList<>();
        for (String number : numbers) {
            SerialNumber piece = find(product, number).orElse(null);
            if (piece == null) {
                piece = new SerialNumber(product.id(), number, null);
                found.put(new Key(product.id(), number), piece);
                unknown.add(piece);
            }
            piece.deliverBy(deliveryLineId);
        }
        return unknown;
    }

    /** @throws RuleBroken {@code serial-number-taken} when one of them is somewhere already */
    void refuseKnown(Product product, List<String> numbers) {
        for (String number : numbers) {
            if (find(product, number).filter(piece -> !piece.isGone()).isPresent()) {
                throw new RuleBroken(
                        InventoryProblem.SERIAL_NUMBER_TAKEN,
                        "%s %s is there already".formatted(product.sku(), number));
            }
        }
    }

    /**
     * Holds serial numbers against what a line of a delivery brought.
     *
     * @throws RuleBroken {@code serial-not-delivered}, or {@code serial-already-returned} when a return has it
     */
    public void refuseUnlessReturnable(UUID deliveryLineId, Product product, List<String> numbers) {
        for (String number : numbers) {
            SerialNumber piece = find(product, number)
                    .filter(known -> known.wasDeliveredBy(deliveryLineId))
                    .orElseThrow(() -> new RuleBroken(
                            InventoryProblem.SERIAL_NOT_DELIVERED,
                            "%s %s is not with the customer by this delivery".formatted(product.sku(), number)));
            if (piece.isOnItsWayBack()) {
                throw new RuleBroken(
                        InventoryProblem.SERIAL_ALREADY_RETURNED,
                        "%s %s is in another return".formatted(product.sku(), number));
            }
        }
    }

    /** The pieces that a delivery line brought and that no return has, in the order of their numbers. */
    public List<String> returnableOf(UUID deliveryLineId) {
        return found.values().stream()
                .filter(piece -> piece.wasDeliveredBy(deliveryLineId) && !piece.isOnItsWayBack())
                .map(SerialNumber::number)
                .sorted()
                .toList();
    }

    public void deliver(Product product, List<String> numbers, UUID deliveryLineId) {
        numbers.forEach(number -> get(product, number).deliverBy(deliveryLineId));
    }

    public void announce(Product product, List<String> numbers, UUID returnLineId) {
        numbers.forEach(number -> get(product, number).announceBy(returnLineId));
    }

    public void takeBack(Product product, List<String> numbers, UUID locationId) {
        numbers.forEach(number -> get(product, number).arriveAt(locationId));
    }

    public void leaveWithCustomer(Product product, List<String> numbers) {
        numbers.forEach(number -> get(product, number).stayWithCustomer());
    }

    /** The piece that had this number before and left, or a new one. */
    SerialNumber takeIn(Product product, String number, UUID locationId) {
        SerialNumber piece = find(product, number).orElseGet(() -> new SerialNumber(product.id(), number, locationId));
        piece.arriveAt(locationId);
        return piece;
    }

    void takeOut(Product product, List<String> numbers) {
        numbers.forEach(number -> get(product, number).leave());
    }

    private Optional<SerialNumber> find(Product product, String number) {
        return Optional.ofNullable(found.get(new Key(product.id(), number)));
    }

    private SerialNumber get(Product product, String number) {
        return find(product, number).orElseThrow();
    }
}
