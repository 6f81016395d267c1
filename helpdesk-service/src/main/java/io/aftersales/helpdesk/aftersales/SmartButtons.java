package io.aftersales.helpdesk.aftersales;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The smart buttons of tickets. */
@ApplicationScoped
public class SmartButtons {

    private final Catalogue catalogue;
    private final Actions actions;

    SmartButtons(Catalogue catalogue, Actions actions) {
        this.catalogue = catalogue;
        this.actions = actions;
    }

    /** The smart buttons of a ticket, in the order of their services. */
    public Uni<List<SmartButton>> of(UUID ticketId) {
        return actions.of(ticketId)
                .map(asked -> catalogue
                        .services()
                        .flatMap(service ->
                                SmartButton.of(service.button(), ticketId, of(service, asked))
                                        .map(service::shown)
                                        .stream())
                        .toList())
                .chain(buttons -> Multi.createFrom()
                        .iterable(buttons)
                        .onItem()
                        .transformToUniAndConcatenate(Function.identity())
                        .collect()
                        .asList());
    }

    private static List<Action> of(AfterSalesService<?> service, List<Action> actions) {
        return actions.stream()
                .filter(action -> service.kinds().contains(action.kind()))
                .toList();
    }
}
