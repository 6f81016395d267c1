package io.aftersales.accounting;

import io.aftersales.accounting.creditnote.CreditNoteEvent;
import io.aftersales.accounting.invoice.InvoiceEvent;
import io.aftersales.accounting.tax.TaxChanged;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
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
            InvoiceEvent.DRAFTED,
            InvoiceEvent.POSTED,
            InvoiceEvent.CANCELLED,
            InvoiceEvent.PAYMENT_STATE_CHANGED,
            CreditNoteEvent.DRAFTED,
            CreditNoteEvent.POSTED,
            CreditNoteEvent.CANCELLED,
            CreditNoteEvent.RESIDUAL_CHANGED,
            CreditNoteEvent.POSTING_REFUSED,
            TaxChanged.TYPE,
            MessageType.of("invoice-draft-rejected", Rejection.class),
            MessageType.of("invoice-cancellation-rejected", Rejection.class));

    @Inject
    @All
    List<MessageHandler<?>> handlers;

    @Test
    void theRestApiIsThePublishedOne() {
        OpenApiDrift.check("accounting");
    }

    @Test
    void itReadsTheTopicsThatItIsSaidToReceive() {
        Subscriptions.check("accounting");
    }

    @Test
    void itReadsOnlyWhatTheSchemasPromise() {
        assertThat(handlers)
                .hasSize(5)
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
