package io.aftersales.inventory.returns;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.Quantities;
import io.aftersales.inventory.customer.Customer;
import io.aftersales.inventory.delivery.Delivery;
import io.aftersales.inventory.delivery.DeliveryLine;
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
import java.util.Set;
import java.util.UUID;

/**
 * Goods of one delivery that come back: announced, which takes them from what is returnable of the delivery, and then received,
 * in full or in part, or cancelled; what does not come is returnable again. Whoever changes one has locked the delivery first.
 */
@Entity
public class GoodsReturn extends Aggregate {

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private ReturnState state = ReturnState.READY;

    @Column(nullable = false)
    private String number;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Delivery delivery;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Customer customer;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Location returnLocation;

    @Column(nullable = false)
    private String origin;

    @ManyToOne(fetch = FetchType.LAZY)
    private Delivery replacement;

    private LocalDate date;

    private UUID ticketId;

    private UUID actionId;

    @Embedded
    @EmbeddedColumnNaming("created_%s")
    private Stamp created;

    @Embedded
    @EmbeddedColumnNaming("validated_%s")
    private Stamp validated;

    @Embedded
    @EmbeddedColumnNaming("cancelled_%s")
    private Stamp cancelled;

    @OneToMany(mappedBy = "goodsReturn", cascade = CascadeType.ALL)
    @OrderBy("position")
    private List<ReturnLine> lines = new ArrayList<>();

    protected GoodsReturn() {}

    /** Where a return comes from. */
    record Origin(UUID ticketId, UUID actionId, Stamp by) {}

    /** Announces goods, which have been held against what is returnable. */
    GoodsReturn(
            Delivery delivery,
            Map<DeliveryLine, Part> parts,
            Pieces pieces,
            Location returnLocation,
            boolean exchange,
            Origin origin) {
        this.delivery = delivery;
        this.customer = delivery.customer();
        this.returnLocation = returnLocation;
        this.origin = "Return of " + delivery.number();
        this.ticketId = origin.ticketId();
        this.actionId = origin.actionId();
        this.created = origin.by();
        parts.forEach((deliveryLine, part) -> {
            ReturnLine line = new ReturnLine(this, lines.size() + 1, deliveryLine, part);
            lines.add(line);
            delivery.announceReturn(deliveryLine, part.quantity());
            pieces.announce(line.product(), part.serialNumbers(), line.id());
        });
        if (exchange) {
            Map<DeliveryLine, BigDecimal> again = new LinkedHashMap<>();
            parts.forEach((line, part) -> again.put(line, part.quantity()));
            replacement = delivery.replacement(new Delivery.Exchange(id(), ticketId, actionId), again, created);
        }
    }

    void assignNumber(String drawn) {
        number = drawn;
    }

    /** @throws RuleBroken {@code return-not-ready} */
    void refuseUnlessReady() {
        if (state != ReturnState.READY) {
            throw new RuleBroken(
                    InventoryProblem.RETURN_NOT_READY,
                    number + " is " + state.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * What a request says has come, held against what was announced, before anything changes.
     *
     * @param choices null for everything
     * @throws RuleBroken per line in the order of the request {@code unknown-return-line}, {@code duplicate-return-line},
     *     {@code negative-quantity}, {@code more-than-announced} and what is wrong with its serial numbers; then {@code
     *     nothing-to-return}
     */
    Map<ReturnLine, Part> parts(List<ReturnValidation.Line> choices) {
        Map<ReturnLine, Part> parts = new LinkedHashMap<>();
        if (choices == null) {
            lines.forEach(line -> parts.put(line, new Part(line.quantity(), line.serialNumbers())));
            return parts;
        }
        Set<UUID> named = new HashSet<>();
        for (ReturnValidation.Line choice : choices) {
            ReturnLine line = line(choice.returnLineId());
            if (!named.add(line.id())) {
                throw new RuleBroken(InventoryProblem.DUPLICATE_RETURN_LINE, "Line " + line.id() + " is named twice");
            }
            refuseUnlessAnnounced(choice.quantity(), line);
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

    private static void refuseUnlessAnnounced(BigDecimal quantity, ReturnLine line) {
        if (quantity.signum() < 0) {
            throw new RuleBroken(
                    InventoryProblem.NEGATIVE_QUANTITY, "The quantity of line " + line.id() + " is negative");
        }
        if (quantity.compareTo(line.quantity()) > 0) {
            throw new RuleBroken(
                    InventoryProblem.MORE_THAN_ANNOUNCED,
                    "The return announced %s of %s"
                            .formatted(
                                    Quantities.plain(line.quantity()).toPlainString(),
                                    line.product().sku()));
        }
    }

    /** Those that were named, or all where all came. */
    private static List<String> serials(ReturnValidation.Line choice, ReturnLine line) {
        boolean wholeLine = choice.quantity().compareTo(line.quantity()) == 0;
        if (choice.serials().isEmpty() && wholeLine) {
            return line.serialNumbers();
        }
        Pieces.refuseMiscounted(line.product(), choice.quantity(), choice.serials());
        for (String number : choice.serials()) {
            if (!line.serialNumbers().contains(number)) {
                throw new RuleBroken(
                        InventoryProblem.SERIAL_NOT_ANNOUNCED,
                        "The return did not announce %s %s"
                                .formatted(line.product().sku(), number));
            }
        }
        return choice.serials();
    }

    /**
     * Takes these parts in; what did not come is returnable again.
     *
     * @param leftBy the moves by which the goods had left, by line of the delivery
     * @return the moves by which they came back, to be stored
     */
    List<StockMove> receive(
            Map<ReturnLine, Part> parts,
            LocalDate day,
            Stamp by,
            Levels levels,
            Pieces pieces,
            Map<UUID, UUID> leftBy) {
        Occasion occasion = new Occasion(number, day, by);
        List<StockMove> moves = new ArrayList<>();
        parts.forEach((line, part) -> {
            line.receive(part);
            pieces.takeBack(line.product(), part.serialNumbers(), returnLocation.id());
            if (line.deliveryLine().saleOrderLine() != null) {
                line.deliveryLine().saleOrderLine().takeBack(part.quantity());
            }
            Goods goods = new Goods(line.product().id(), part.quantity(), part.serialNumbers());
            UUID reverses = leftBy.get(line.deliveryLine().id());
            moves.add(levels.takeBack(line.id(), reverses, returnLocation.id(), goods, occasion));
        });
        freeRest(pieces);
        state = ReturnState.DONE;
        date = day;
        validated = by;
        return moves;
    }

    /** What was announced is returnable again. */
    void cancel(Pieces pieces, Stamp by) {
        freeRest(pieces);
        state = ReturnState.CANCELLED;
        cancelled = by;
    }

    private void freeRest(Pieces pieces) {
        for (ReturnLine line : lines) {
            delivery.freeReturn(line.deliveryLine(), line.rest());
            pieces.leaveWithCustomer(line.product(), line.restOfSerials());
        }
    }

    private ReturnLine line(UUID id) {
        return lines.stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RuleBroken(
                        InventoryProblem.UNKNOWN_RETURN_LINE, "%s has no line %s".formatted(number, id)));
    }

    public ReturnState state() {
        return state;
    }

    public String number() {
        return number;
    }

    public Delivery delivery() {
        return delivery;
    }

    public Customer customer() {
        return customer;
    }

    public Location returnLocation() {
        return returnLocation;
    }

    /** Such as {@code Return of WH/OUT/00001}. */
    public String origin() {
        return origin;
    }

    /** The delivery that brings the goods anew, or null. */
    public Delivery replacement() {
        return replacement;
    }

    /** The day on which the goods came back, or null. */
    public LocalDate date() {
        return date;
    }

    public UUID ticketId() {
        return ticketId;
    }

    public UUID actionId() {
        return actionId;
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

    /** Who brought the return into the state that it is in. */
    public Stamp lastChange() {
        return switch (state) {
            case READY -> created;
            case DONE -> validated;
            case CANCELLED -> cancelled;
        };
    }

    public List<ReturnLine> lines() {
        return lines;
    }
}
