package io.aftersales.platform.parcel;

import io.aftersales.platform.work.Aggregate;
import io.aftersales.platform.work.Work;
import jakarta.persistence.Entity;

import java.util.UUID;

/** What the platform's tests are about: a parcel gets a number when it is first shipped, and counts its shipments. */
@Entity
public class Parcel extends Aggregate {

    private String label;
    private String number;
    private int shipments;

    protected Parcel() {}

    public Parcel(String label) {
        this.label = label;
    }

    void ship(UUID actionId, Work work) {
        shipments++;
        if (number == null) {
            work.number("PARCEL", "P%05d", drawn -> number = drawn);
        }
        work.publish(this, ParcelShipped.TYPE, () -> new ParcelShipped(id(), number, label, shipments, actionId));
    }

    void relabel(String newLabel, Work work) {
        label = newLabel;
        work.publish(this, ParcelRelabelled.TYPE, () -> new ParcelRelabelled(id(), label));
    }

    String label() {
        return label;
    }

    String number() {
        return number;
    }

    int shipments() {
        return shipments;
    }
}
