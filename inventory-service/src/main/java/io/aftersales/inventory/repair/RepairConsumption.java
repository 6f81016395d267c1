package io.aftersales.inventory.repair;

import io.aftersales.inventory.stock.StockMove;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import org.hibernate.annotations.EmbeddedColumnNaming;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The parts of one repair order, which were moved together and once. */
@Entity
public class RepairConsumption extends Aggregate {

    @Column(nullable = false, updatable = false)
    private UUID originId;

    @Column(nullable = false, updatable = false)
    private String origin;

    @Column(nullable = false)
    private boolean forced;

    private UUID ticketId;

    @Column(nullable = false)
    private UUID actionId;

    @Embedded
    @EmbeddedColumnNaming("requested_%s")
    private Stamp requested;

    /** Read only: moves are stored by themselves. */
    @OneToMany
    @JoinColumn(name = "consumption_id", insertable = false, updatable = false)
    @OrderBy("id")
    private List<StockMove> moves = new ArrayList<>();

    protected RepairConsumption() {}

    RepairConsumption(ConsumeRepairParts command, boolean forced) {
        this.originId = command.originId();
        this.origin = command.origin();
        this.forced = forced;
        this.ticketId = command.ticketId();
        this.actionId = command.actionId();
        this.requested = Stamp.of(command.requestedBy());
    }

    /** It answers another ask of the same order too: the parts were moved before. */
    void answer(UUID otherActionId) {
        actionId = otherActionId;
    }

    UUID originId() {
        return originId;
    }

    String origin() {
        return origin;
    }

    boolean isForced() {
        return forced;
    }

    UUID ticketId() {
        return ticketId;
    }

    UUID actionId() {
        return actionId;
    }

    Stamp requested() {
        return requested;
    }

    List<StockMove> moves() {
        return moves;
    }
}
