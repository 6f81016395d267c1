package io.aftersales.repair;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.inbox.MessageHandlers;
import io.aftersales.repair.invoicing.CancelDraftInvoice;
import io.aftersales.repair.invoicing.DraftInvoice;
import io.aftersales.repair.order.RepairOrderEvent;
import io.aftersales.repair.parts.ConsumeRepairParts;
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

    private static final List<MessageType<?>> WRITTEN = List.of(
            RepairOrderEvent.CREATED,
            RepairOrderEvent.CHANGED,
            DraftInvoice.TYPE,
            CancelDraftInvoice.TYPE,
            ConsumeRepairParts.TYPE,
            MessageType.of("repair-order-rejected", Rejection.class));

    @Inject
    @All
    List<MessageHandler<?>> handlers;

    @Inject
    @All
    List<MessageHandlers> groups;

    @Test
    void theRestApiIsThePublishedOne() {
        OpenApiDrift.check("repair");
    }

    @Test
    void itReadsTheTopicsThatItIsSaidToReceive() {
        Subscriptions.check("repair");
    }

    @Test
    void itReadsOnlyWhatTheSchemasPromise() {
        List<MessageHandler<?>> all = Stream.concat(
                        handlers.stream(), groups.stream().flatMap(group -> group.all().stream()))
                .toList();

        assertThat(all)
                .hasSize(17)
                .allSatisfy(handler -> assertThat(PayloadShape.misfitsOfRead(
                                handler.type().name(), handler.type().payloadClass()))
                        .isEmpty());
    }

    @Test
    void itWritesWhatTheSchemasPromise() {
        assertThat(WRITTEN)
                .allSatisfy(type -> assertThat(PayloadShape.misfitsOfWritten(type.name(), type.payloadClass()))
                        .isEmpty());
    }
}
