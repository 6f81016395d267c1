package io.aftersales.inventory.returns;

import io.aftersales.inventory.delivery.DeliveryLine;
import io.aftersales.inventory.product.Product;
import io.aftersales.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** What comes back of one line of the delivery. */
@Entity
public class ReturnLine {

    @Id
    private UUID id = Ids.next();

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private GoodsReturn goodsReturn;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(updatable = false)
    private DeliveryLine deliveryLine;

    @Column(nullable = false, updatable = false)
    private int position;

    @Column(nullable = false, updatable = false)
    private BigDecimal quantity;

    @Column(nullable = false)
    private BigDecimal received = BigDecimal.ZERO;

    @Column(nullable = false, updatable = false)
    private String[] serialNumbers;

    @Column(nullable = false)
    private String[] receivedSerials = {};

    protected ReturnLine() {}

    ReturnLine(GoodsReturn goodsReturn, int position, DeliveryLine deliveryLine, Part part) {
        this.goodsReturn = goodsReturn;
        this.position = position;
        this.deliveryLine = deliveryLine;
        this.quantity = part.quantity();
        this.serialNumbers = part.serialNumbers().toArray(String[]::new);
    }

    void receive(Part part) {
        received = part.quantity();
        receivedSerials = part.serialNumbers().toArray(String[]::new);
    }

    /** What was announced and did not come. */
    BigDecimal rest() {
        return quantity.subtract(received);
    }

    /** The pieces that were announced and did not come. */
    List<String> restOfSerials() {
        List<String> came = receivedSerials();
        return serialNumbers().stream().filter(number -> !came.contains(number)).toList();
    }

    Product product() {
        return deliveryLine.product();
    }

    public UUID id() {
        return id;
    }

    public DeliveryLine deliveryLine() {
        return deliveryLine;
    }

    /** What was announced. */
    public BigDecimal quantity() {
        return quantity;
    }

    /** What came of it. */
    public BigDecimal received() {
        return received;
    }

    /** The pieces that were announced, of a tracked product. */
    public List<String> serialNumbers() {
        return List.of(serialNumbers);
    }

    /** Those of them that came. */
    public List<String> receivedSerials() {
        return List.of(receivedSerials);
    }
}
