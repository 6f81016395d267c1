package io.aftersales.inventory.stock;

import io.aftersales.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.util.UUID;

/** One piece of a tracked product, and where it is now: with us, with a customer, or on its way back. */
@Entity
public class SerialNumber {

    @Id
    private UUID id = Ids.next();

    @Column(nullable = false, updatable = false)
    private UUID productId;

    @Column(nullable = false, updatable = false)
    private String number;

    private UUID locationId;

    private UUID deliveryLineId;

    private UUID returnLineId;

    protected SerialNumber() {}

    /** A piece that came into our stock. */
    SerialNumber(UUID productId, String number, UUID locationId) {
        this.productId = productId;
        this.number = number;
        this.locationId = locationId;
    }

    void arriveAt(UUID location) {
        locationId = location;
        deliveryLineId = null;
        returnLineId = null;
    }

    /** It left our books. */
    public void leave() {
        locationId = null;
    }

    void deliverBy(UUID deliveryLine) {
        locationId = null;
        deliveryLineId = deliveryLine;
    }

    void announceBy(UUID returnLine) {
        returnLineId = returnLine;
    }

    void stayWithCustomer() {
        returnLineId = null;
    }

    boolean isAt(UUID location) {
        return location.equals(locationId);
    }

    /** Whether it is neither with us nor with a customer. */
    boolean isGone() {
        return locationId == null && deliveryLineId == null;
    }

    boolean wasDeliveredBy(UUID deliveryLine) {
        return deliveryLine.equals(deliveryLineId);
    }

    boolean isOnItsWayBack() {
        return returnLineId != null;
    }

    public UUID productId() {
        return productId;
    }

    public String number() {
        return number;
    }

    public UUID deliveryLineId() {
        return deliveryLineId;
    }
}
