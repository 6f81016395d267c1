package io.aftersales.inventory.stock;

import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.paging.Keyed;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.annotations.Immutable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Goods that went from one location to another. Written once, when it is done, and never changed. */
@Entity
@Immutable
public class StockMove implements Keyed {

    @Id
    private UUID id = Ids.next();

    @Column(nullable = false)
    private UUID productId;

    @Column(nullable = false)
    private UUID fromLocationId;

    @Column(nullable = false)
    private UUID toLocationId;

    @Column(nullable = false)
    private BigDecimal quantity;

    @Column(nullable = false)
    private String[] serialNumbers;

    @Column(nullable = false)
    private String reference;

    @Column(nullable = false)
    private LocalDate date;

    private UUID deliveryLineId;

    private UUID returnLineId;

    private UUID reverses;

    /** The repair that it was for. Named, because the repair joins by it. */
    @Column(name = "consumption_id")
    private UUID consumptionId;

    @Column(nullable = false)
    private boolean history;

    @Embedded
    @EmbeddedColumnNaming("done_%s")
    private Stamp done;

    protected StockMove() {}

    /** What of a product is moved, and from where to where. */
    public record Goods(UUID productId, BigDecimal quantity, List<String> serialNumbers) {}

    /**
     * When, by whom, and for what.
     *
     * @param reference the number of the transfer, or the reason of an adjustment
     */
    public record Occasion(String reference, LocalDate date, Stamp by) {}

    private StockMove(Goods goods, UUID from, UUID to, Occasion occasion) {
        this.productId = goods.productId();
        this.quantity = goods.quantity();
        this.serialNumbers = goods.serialNumbers().toArray(String[]::new);
        this.fromLocationId = from;
        this.toLocationId = to;
        this.reference = occasion.reference();
        this.date = occasion.date();
        this.done = occasion.by();
    }

    static StockMove adjustment(Goods goods, UUID from, UUID to, Occasion occasion) {
        return new StockMove(goods, from, to, occasion);
    }

    static StockMove delivered(UUID deliveryLineId, Goods goods, Occasion occasion) {
        StockMove move = new StockMove(goods, Location.STOCK, Location.CUSTOMERS, occasion);
        move.deliveryLineId = deliveryLineId;
        return move;
    }

    /** @param reverses the move by which the goods had left */
    static StockMove returned(UUID returnLineId, UUID reverses, UUID to, Goods goods, Occasion occasion) {
        StockMove move = new StockMove(goods, Location.CUSTOMERS, to, occasion);
        move.returnLineId = returnLineId;
        move.reverses = reverses;
        return move;
    }

    static StockMove putIntoRepair(UUID consumptionId, Goods goods, Occasion occasion) {
        StockMove move = new StockMove(goods, Location.STOCK, Location.REPAIR, occasion);
        move.consumptionId = consumptionId;
        return move;
    }

    /** What was taken out of a repair; it never was in our stock. */
    public static StockMove scrapped(UUID consumptionId, Goods goods, Occasion occasion) {
        StockMove move = new StockMove(goods, Location.REPAIR, Location.SCRAP, occasion);
        move.consumptionId = consumptionId;
        return move;
    }

    /** The same as a part of imported history. */
    StockMove asHistory() {
        history = true;
        return this;
    }

    /** The number of the transfer, which may be drawn after the move was made and before it is stored. */
    public void refer(String number) {
        reference = number;
    }

    @Override
    public UUID id() {
        return id;
    }

    public UUID productId() {
        return productId;
    }

    public UUID fromLocationId() {
        return fromLocationId;
    }

    public UUID toLocationId() {
        return toLocationId;
    }

    public BigDecimal quantity() {
        return quantity;
    }

    public List<String> serialNumbers() {
        return List.of(serialNumbers);
    }

    public String reference() {
        return reference;
    }

    public LocalDate date() {
        return date;
    }

    public UUID deliveryLineId() {
        return deliveryLineId;
    }

    public UUID returnLineId() {
        return returnLineId;
    }

    public UUID reverses() {
        return reverses;
    }

    public boolean isHistory() {
        return history;
    }

    public Stamp done() {
        return done;
    }
}
