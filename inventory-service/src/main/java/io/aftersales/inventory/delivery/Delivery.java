package io.aftersales.inventory.delivery;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.Quantities;
import io.aftersales.inventory.customer.Customer;
import io.aftersales.inventory.product.Product;
import io.aftersales.inventory.saleorder.SaleOrder;
import io.aftersales.inventory.saleorder.SaleOrderLine;
import io.aftersales.inventory.stock.Levels;
import io.aftersales.inventory.stock.Location;
import io.aftersales.inventory.stock.Pieces;
import io.aftersales.inventory.stock.StockMove;
import io.aftersales.inventory.stock.StockMove.Goods;
import io.aftersales.inventory.stock.StockMove.Occasion;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import org.hibernate.annotations.EmbeddedColumnNaming;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Goods that go from our stock to a customer: a draft reserves them and is ready, a ready one is validated, in full or in part,
 * and is done. Done is final; afterwards only returns take something of it. Whoever changes one has locked its row.
 */
@Entity
public class Delivery extends Aggregate {

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private DeliveryState state = DeliveryState.DRAFT;

    @Column(nullable = false)
    private String number;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Customer customer;

    @ManyToOne(fetch = FetchType.LAZY)
    private SaleOrder saleOrder;

    private LocalDate date;

    private UUID backOrderOf;

    private UUID replacementFor;

    private String externalReference;

    private UUID ticketId;

    private UUID actionId;

    @Column(nullable = false)
    private BigDecimal returnable = BigDecimal.ZERO;

    @Embedded
    @EmbeddedColumnNaming("created_%s")
    private Stamp created;

    @Embedded
    @EmbeddedColumnNaming("validated_%s")
    private Stamp validated;

    @Embedded
    @EmbeddedColumnNaming("cancelled_%s")
    private Stamp cancelled;

    @OneToMany(mappedBy = "delivery", cascade = CascadeType.ALL)
    @OrderBy("position")
    private List<DeliveryLine> lines = new ArrayList<>();

    protected Delivery() {}

    /** A draft without lines. */
    Delivery(Customer customer, SaleOrder saleOrder, String externalReference, Stamp by) {
        this.customer = customer;
        this.saleOrder = saleOrder;
        this.externalReference = externalReference;
        this.created = by;
    }

    /** The return that a replacement is for, and the action that asked for it. */
    public record Exchange(UUID returnId, UUID ticketId, UUID actionId) {}

    /**
     * A draft that brings the goods of a return anew.
     *
     * @param quantities per line of this delivery, by which they came first
     */
    public Delivery replacement(Exchange exchange, Map<DeliveryLine, BigDecimal> quantities, Stamp by) {
        Delivery again = new Delivery(customer, saleOrder, null, by);
        again.replacementFor = exchange.returnId();
        again.ticketId = exchange.ticketId();
        again.actionId = exchange.actionId();
        quantities.forEach((line, quantity) -> again.add(line.product(), line.saleOrderLine(), quantity));
        return again;
    }

    /** @throws RuleBroken {@code not-goods} for a service */
    DeliveryLine add(Product product, SaleOrderLine saleOrderLine, BigDecimal quantity) {
        product.refuseUnlessGoods();
        DeliveryLine line = new DeliveryLine(this, lines.size() + 1, product, saleOrderLine, quantity);
        lines.add(line);
        return line;
    }

    void assignNumber(String drawn) {
        number = drawn;
    }

    /** @throws RuleBroken {@code delivery-not-draft}, or {@code insufficient-stock} for the first line that lacks goods */
    void reserve(Levels levels) {
        if (state != DeliveryState.DRAFT) {
            throw new RuleBroken(InventoryProblem.DELIVERY_NOT_DRAFT, number + " is " + stateName());
        }
        lines.forEach(line -> levels.reserve(line.product().id(), line.quantity()));
        state = DeliveryState.READY;
    }

    /** What is delivered of a line. */
    record Part(BigDecimal quantity, List<String> serialNumbers) {}

    /**
     * What validating a delivery did beside it, all of it to be stored with it.
     *
     * @param backOrder brings the rest, if there is one and it is not dropped
     */
    record Validation(List<StockMove> moves, Optional<Delivery> backOrder) {}

    /** @throws RuleBroken {@code delivery-not-ready} */
    void refuseUnlessReady() {
        if (state != DeliveryState.READY) {
            throw new RuleBroken(InventoryProblem.DELIVERY_NOT_READY, number + " is " + stateName());
        }
    }

    /**
     * What a request wants delivered, held against what there is, before anything changes.
     *
     * @param choices null for everything
     * @throws RuleBroken per line in the order of the request {@code unknown-delivery-line}, {@code duplicate-delivery-line},
     *     {@code negative-quantity}, {@code more-than-reserved} and what {@link Pieces#refuseMiscounted} throws; then {@code
     *     nothing-to-deliver}
     */
    Map<DeliveryLine, Part> parts(List<DeliveryValidation.Line> choices) {
        Map<DeliveryLine, Part> parts = new LinkedHashMap<>();
        if (choices == null) {
            for (DeliveryLine line : lines) {
                Pieces.refuseMiscounted(line.product(), line.quantity(), List.of());
                parts.put(line, new Part(line.quantity(), List.of()));
            }
            return parts;
        }
        Set<UUID> named = new HashSet<>();
        for (DeliveryValidation.Line choice : choices) {
            DeliveryLine line = line(choice.deliveryLineId());
            if (!named.add(line.id())) {
                throw new RuleBroken(InventoryProblem.DUPLICATE_DELIVERY_LINE, "Line " + line.id() + " is named twice");
            }
            refuseUnlessWithin(choice.quantity(), line);
            Pieces.refuseMiscounted(line.product(), choice.quantity(), choice.serials());
            if (choice.quantity().signum() > 0) {
                parts.put(line, new Part(choice.quantity(), choice.serials()));
            }
        }
        if (parts.isEmpty()) {
            throw new RuleBroken(InventoryProblem.NOTHING_TO_DELIVER, InventoryProblem.NOTHING_TO_DELIVER.meaning());
        }
        return parts;
    }

    private static void refuseUnlessWithin(BigDecimal quantity, DeliveryLine line) {
        if (quantity.signum() < 0) {
            throw new RuleBroken(
                    InventoryProblem.NEGATIVE_QUANTITY, "A quantity of line " + line.id() + " is negative");
        }
        if (quantity.compareTo(line.quantity()) > 0) {
            throw new RuleBroken(
                    InventoryProblem.MORE_THAN_RESERVED,
                    "The delivery holds %s of %s"
                            .formatted(
                                    Quantities.plain(line.quantity()).toPlainString(),
                                    line.product().sku()));
        }
    }

    /**
     * Delivers these parts; what is left of the reservation goes to a back-order, or back to the stock.
     *
     * @throws RuleBroken {@code serial-not-in-stock}, before anything changed
     */
    Validation validate(
            Map<DeliveryLine, Part> parts, boolean dropRest, LocalDate day, Stamp by, Levels levels, Pieces pieces) {
        parts.forEach((line, part) -> pieces.refuseUnlessAt(Location.STOCK, line.product(), part.serialNumbers()));
        Occasion occasion = new Occasion(number, day, by);
        List<StockMove> moves = new ArrayList<>();
        parts.forEach((line, part) -> {
            Goods goods = new Goods(line.product().id(), part.quantity(), part.serialNumbers());
            line.deliver(part.quantity(), part.serialNumbers());
            pieces.deliver(line.product(), part.serialNumbers(), line.id());
            moves.add(levels.deliver(line.id(), goods, occasion));
        });
        finish(day, by);
        return new Validation(moves, dropRest ? dropRest(levels) : backOrder(by));
    }

    private Optional<Delivery> dropRest(Levels levels) {
        lines.forEach(line -> levels.release(line.product().id(), line.rest()));
        return Optional.empty();
    }

    private Optional<Delivery> backOrder(Stamp by) {
        Delivery rest = new Delivery(customer, saleOrder, null, by);
        rest.backOrderOf = id();
        rest.ticketId = ticketId;
        rest.actionId = actionId;
        lines.stream()
                .filter(line -> line.rest().signum() > 0)
                .forEach(line -> rest.add(line.product(), line.saleOrderLine(), line.rest()));
        // Its goods stay reserved.
        rest.state = DeliveryState.READY;
        return rest.lines.isEmpty() ? Optional.empty() : Optional.of(rest);
    }

    /**
     * Its goods left in the past, all that it brings, whatever the stock says.
     *
     * @param pieces per line of a tracked product, held against what is there
     * @return the moves by which they left, to be stored
     */
    List<StockMove> finishAsItWas(Map<DeliveryLine, List<String>> pieces, LocalDate day, Stamp by, Levels levels) {
        Occasion occasion = new Occasion(number, day, by);
        List<StockMove> moves = lines.stream()
                .map(line -> {
                    List<String> serials = pieces.getOrDefault(line, List.of());
                    line.deliver(line.quantity(), serials);
                    Goods goods = new Goods(line.product().id(), line.quantity(), serials);
                    return levels.deliverAsItWas(line.id(), goods, occasion);
                })
                .toList();
        finish(day, by);
        return moves;
    }

    private void finish(LocalDate day, Stamp by) {
        state = DeliveryState.DONE;
        date = day;
        validated = by;
        returnable = lines.stream().map(DeliveryLine::delivered).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** @throws RuleBroken {@code delivery-final} */
    public void cancel(Levels levels, Stamp by) {
        if (isFinal()) {
            throw new RuleBroken(InventoryProblem.DELIVERY_FINAL, number + " is " + stateName());
        }
        if (state == DeliveryState.READY) {
            lines.forEach(line -> levels.release(line.product().id(), line.quantity()));
        }
        state = DeliveryState.CANCELLED;
        cancelled = by;
    }

    /** @throws RuleBroken {@code delivery-not-done} */
    public void refuseUnlessDone() {
        if (state != DeliveryState.DONE) {
            throw new RuleBroken(InventoryProblem.DELIVERY_NOT_DONE, number + " is " + stateName());
        }
    }

    /** Lets a return take some of a line. */
    public void announceReturn(DeliveryLine line, BigDecimal quantity) {
        line.announceReturn(quantity);
        returnable = returnable.subtract(quantity);
    }

    /** Gives back what a return does not take after all. */
    public void freeReturn(DeliveryLine line, BigDecimal quantity) {
        line.freeReturn(quantity);
        returnable = returnable.add(quantity);
    }

    /** @throws RuleBroken {@code unknown-delivery-line} */
    public DeliveryLine line(UUID id) {
        return lines.stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RuleBroken(
                        InventoryProblem.UNKNOWN_DELIVERY_LINE, "%s has no line %s".formatted(number, id)));
    }

    /** Its lines of products that are tracked by serial number. */
    public List<UUID> trackedLines() {
        return lines.stream()
                .filter(line -> line.product().isTracked())
                .map(DeliveryLine::id)
                .toList();
    }

    public boolean isFinal() {
        return state == DeliveryState.DONE || state == DeliveryState.CANCELLED;
    }

    private String stateName() {
        return state.name().toLowerCase(Locale.ROOT);
    }

    public DeliveryState state() {
        return state;
    }

    public String number() {
        return number;
    }

    public Customer customer() {
        return customer;
    }

    /** The sale order that it is for, or null. */
    public SaleOrder saleOrder() {
        return saleOrder;
    }

    /** The day on which it was done, or null. */
    public LocalDate date() {
        return date;
    }

    /** The delivery whose rest it brings, or null. */
    public UUID backOrderOf() {
        return backOrderOf;
    }

    /** The return that it replaces the goods of, or null. */
    public UUID replacementFor() {
        return replacementFor;
    }

    public String externalReference() {
        return externalReference;
    }

    public UUID ticketId() {
        return ticketId;
    }

    public UUID actionId() {
        return actionId;
    }

    /** What may still be returned, over all lines. */
    public BigDecimal returnable() {
        return returnable;
    }

    public Stamp created() {
        return created;
    }

    public Stamp validated() {
        return validated;
    }

    public Stamp cancelled() {
        return cancelled;
    }

    public List<DeliveryLine> lines() {
        return lines;
    }
}
