package io.aftersales.inventory.stock;

import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import java.util.UUID;

/** A place where goods are. Five are there from the start, with ids that everybody knows; users add more of our own. */
@Entity
public class Location extends Aggregate {

    /** Where deliveries leave from, and where returned goods go unless another location is chosen. */
    public static final UUID STOCK = UUID.fromString("00000000-0000-7000-8000-000000000001");

    /** All that customers have. */
    public static final UUID CUSTOMERS = UUID.fromString("00000000-0000-7000-8000-000000000002");

    /** The other side of an adjustment. */
    public static final UUID ADJUSTMENTS = UUID.fromString("00000000-0000-7000-8000-000000000003");

    /** What was put into repairs. */
    public static final UUID REPAIR = UUID.fromString("00000000-0000-7000-8000-000000000004");

    /** What was taken out of them. */
    public static final UUID SCRAP = UUID.fromString("00000000-0000-7000-8000-000000000005");

    @Column(nullable = false)
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private LocationKind kind = LocationKind.INTERNAL;

    protected Location() {}

    Location(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public LocationKind kind() {
        return kind;
    }

    boolean isInternal() {
        return kind == LocationKind.INTERNAL;
    }
}
