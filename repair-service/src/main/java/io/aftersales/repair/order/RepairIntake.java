package io.aftersales.repair.order;

import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.work.Work;
import io.aftersales.repair.company.Company;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;

/** Takes new repairs in, whoever brings them. */
@ApplicationScoped
class RepairIntake {

    private static final String SERIES = "RO";
    private static final String NUMBER = SERIES + "/%05d";

    private final Company company;
    private final RepairDrafting drafting;

    RepairIntake(Company company, RepairDrafting drafting) {
        this.company = company;
        this.drafting = drafting;
    }

    /** Finds all that a draft names, or fails as {@link #take} would. */
    Uni<RepairTerms> find(RepairDraft draft) {
        return company.settings().chain(() -> drafting.ofNew(draft, null));
    }

    /**
     * Stores a new draft order, and tells of it.
     *
     * @param origin whose {@code companyId} counts where it has one, because the customer may be too new to be known here as
     *     anybody's contact
     */
    Uni<RepairOrder> take(RepairDraft draft, Origin origin, Work work) {
        return company.settings()
                .chain(settings -> drafting.ofNew(draft, origin.companyId()).map(terms -> {
                    RepairOrder order =
                            new RepairOrder(settings.currency(), origin.ticketId(), origin.actionId(), origin.by());
                    order.write(terms);
                    work.number(SERIES, NUMBER, order::assignNumber);
                    work.persist(order);
                    work.publish(order, RepairOrderEvent.CREATED, () -> RepairOrderEvent.of(order));
                    return order;
                }));
    }

    /** Where a repair comes from; all but who asked may be null. */
    record Origin(UUID ticketId, UUID actionId, UUID companyId, Stamp by) {}
}
