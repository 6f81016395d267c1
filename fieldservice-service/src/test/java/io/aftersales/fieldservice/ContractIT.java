package io.aftersales.fieldservice;

import io.aftersales.fieldservice.project.ProjectEvent;
import io.aftersales.fieldservice.task.TaskEvent;
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

    private static final List<MessageType<?>> WRITTEN =
            List.of(TaskEvent.CREATED, TaskEvent.CHANGED, ProjectEvent.CHANGED);

    @Inject
    @All
    List<MessageHandler<?>> handlers;

    @Test
    void theRestApiIsThePublishedOne() {
        OpenApiDrift.check("fieldservice");
    }

    @Test
    void itReadsTheTopicsThatItIsSaidToReceive() {
        Subscriptions.check("fieldservice");
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
