package io.aftersales.helpdesk.aftersales;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** What customers see of what came out of their tickets: as much of the smart buttons as each service shows them. */
@ApplicationScoped
public class Progresses {

    private final SmartButtons smartButtons;
    private final Catalogue catalogue;

    Progresses(SmartButtons smartButtons, Catalogue catalogue) {
        this.smartButtons = smartButtons;
        this.catalogue = catalogue;
    }

    /** In the order of the smart buttons. */
    public Uni<List<Progress>> of(UUID ticketId) {
        return smartButtons
                .of(ticketId)
                .chain(buttons -> Multi.createFrom()
                        .iterable(buttons)
                        .onItem()
                        .transformToUniAndConcatenate(this::of)
                        .onItem()
                        .<Progress>disjoint()
                        .collect()
                        .asList());
    }

    private Uni<List<Progress>> of(SmartButton button) {
        return catalogue
                .services()
                .filter(service -> service.button().kind().equals(button.kind()))
                .findFirst()
                .map(service -> service.progress(button))
                .orElseThrow();
    }
}
