package io.aftersales.platform.parcel;

import io.aftersales.platform.work.Aggregate;
import io.aftersales.platform.work.Work;
import jakarta.persistence.Entity;

import java.math.BigDecimal;
import java.util.UUID;

/** What the platform's tests are about: a parcel gets a number when it is first shipped, and counts its shipments. */
@Entity
public class Parcel extends Aggregate {

    private String label;
    private String note;
    private BigDecimal weight;
    private String number;
    private int shipments;
    private String externalReference;

    protected Parcel() {}

    Parcel(ParcelResource.ParcelDraft draft) {
        set(draft);
    }

    Parcel(String externalReference, ParcelResource.ParcelDraft draft) {
        this(draft);
        this.externalReference = externalReference;
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
        tellLabel(work);
    }

    void edit(ParcelResource.ParcelDraft draft, Work work) {
        set(draft);
        tellLabel(work);
    }

    ParcelResource.ParcelDraft draft() {
        return new ParcelResource.ParcelDraft(label, note, weight);
    }

    private void set(ParcelResource.ParcelDraft draft) {
        label = draft.label();
        note = draft.note();
        weight = draft.weight();
    }

    void tellLabel(Work work) {
        work.publish(this, ParcelRelabelled.TYPE, () -> new ParcelRelabelled(id(), label));
    }

    String label() {
        return label;
    }

    String note() {
        return note;
    }

    BigDecimal weight() {
        return weight;
    }

    String number() {
        return number;
    }

    int shipments() {
        return shipments;
    }
}
