package io.aftersales.helpdesk;

import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.inbox.MessageHandlers;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.OpenApiDrift;
import io.aftersales.testkit.contract.PayloadShape;
import io.aftersales.testkit.contract.Subscriptions;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The service against what contracts/ publishes of it; ContractWatch holds the messages that it sends. */
@QuarkusTest
@WithInfrastructure
class ContractIT {

    @Inject
    MessageHandlers outcomes;

    @Inject
    @All
    List<MessageHandler<?>> handlers;

    @Test
    void theRestApiIsThePublishedOne() {
        OpenApiDrift.check("helpdesk");
    }

    @Test
    void itReadsTheTopicsThatItIsSaidToReceive() {
        Subscriptions.check("helpdesk");
    }

    @Test
    void itReadsOnlyWhatTheSchemasPromise() {
        assertThat(Stream.concat(outcomes.all().stream(), handlers.stream()))
                .hasSizeGreaterThan(handlers.size())
                .allSatisfy(handler -> assertThat(PayloadShape.misfitsOfRead(
                                handler.type().name(), handler.type().payloadClass()))
                        .isEmpty());
    }
}
