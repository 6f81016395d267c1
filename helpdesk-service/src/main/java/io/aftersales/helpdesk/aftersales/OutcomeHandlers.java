package io.aftersales.helpdesk.aftersales;

import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.inbox.MessageHandlers;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;

/** A handler for every message that one of the after-sales services listens to. */
@ApplicationScoped
class OutcomeHandlers implements MessageHandlers {

    private final Catalogue catalogue;
    private final Results results;
    private final CustomerFacts facts;

    OutcomeHandlers(Catalogue catalogue, Results results, CustomerFacts facts) {
        this.catalogue = catalogue;
        this.results = results;
        this.facts = facts;
    }

    @Override
    public Collection<MessageHandler<?>> all() {
        return catalogue
                .services()
                .flatMap(service -> new Outcomes(service).all().stream())
                .<MessageHandler<?>>map(this::handler)
                .toList();
    }

    private <T extends OfAction> OutcomeHandler<T> handler(Outcome<T> outcome) {
        return new OutcomeHandler<>(outcome, results, facts);
    }
}
