package io.aftersales.inventory;

import io.aftersales.inventory.delivery.DeliveryEvent;
import io.aftersales.inventory.product.ProductEvent;
import io.aftersales.inventory.repair.PartsConsumed;
import io.aftersales.inventory.repair.PartsRejected;
import io.aftersales.inventory.returns.ReturnEvent;
import io.aftersales.inventory.saleorder.SaleOrderEvent;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.OpenApiDrift;
import io.aftersales.testkit.contract.PayloadShape;
import io.aftersales.testkit.contract.Subscriptions;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The service against what contracts/ publishes of it; ContractWatch holds the messages that it sends. */
@QuarkusTest
@WithInfrastructure
class ContractIT {

    private static final List<MessageType<?>> WRITTEN = List.of(
            ProductEvent.CHANGED,
            SaleOrderEvent.CHANGED,
            DeliveryEvent.VALIDATED,
            ReturnEvent.CREATED,
            ReturnEvent.RECEIVED,
            ReturnEvent.CANCELLED,
            PartsConsumed.TYPE,
            PartsRejected.TYPE);

    @Inject
    @All
    List<MessageHandler<?>> handlers;

    @Test
    void theRestApiIsThePublishedOne() {
        OpenApiDrift.check("inventory");
    }

    @Test
    void itReadsTheTopicsThatItIsSaidToReceive() {
        Subscriptions.check("inventory");
    }

    @Test
    void itReadsOnlyWhatTheSchemasPromise() {
        assertThat(handlers)
                .hasSize(4)
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
