package io.aftersales.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.systemtests.trace.Span;
import io.aftersales.systemtests.trace.SpanReceiver;
import io.aftersales.systemtests.trace.SpanTree;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Every process exports its spans to a collector, which is this test. */
class TraceIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final String LAST = "helpdesk CONSUMER credit-note-posted process";

    private static SpanReceiver receiver;
    private static RunningSuite suite;

    @BeforeAll
    static void start() {
        receiver = new SpanReceiver();
        suite = RunningSuite.startFor(TraceIT.class, chosen -> {
            for (String process : List.of("gateway", "helpdesk", "accounting")) {
                chosen.environment(
                                process,
                                "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                                receiver.endpoint().toString())
                        .environment(process, "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf")
                        .environment(process, "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "PT0.2S");
            }
            return chosen.only(RunningSuite.SERVICES);
        });
    }

    @AfterAll
    static void stop() {
        suite.close();
        receiver.close();
    }

    @Test
    void oneTraceFollowsARefundThroughEveryProcessAndBack() {
        Desk desk = Desk.setUp(suite);
        String customer = desk.customer("Ada Example");
        String ticket = desk.ticket(customer);
        JsonNode invoice = desk.postedInvoice(customer, "100.00");

        Answer answer = desk.agent()
                .once(Desk.newKey())
                .with(Map.of("traceparent", "00-%s-%s-01".formatted(TRACE, CALLER)))
                .post(
                        "tickets/%s/refunds".formatted(ticket),
                        Map.of("invoiceId", invoice.path("id").asText(), "method", "full"))
                .expect(202);
        desk.awaitOutcome(ticket, answer.at("/id"));

        // Every process tells of its spans at its own time.
        Awaitility.await("the whole trace")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThatItIsWhole(new SpanTree(receiver.ofTrace(TRACE))));

        System.out.printf("Trace %s of refund %s:%n%s", TRACE, answer.at("/id"), new SpanTree(receiver.ofTrace(TRACE)));
    }

    private static void assertThatItIsWhole(SpanTree trace) {
        assertThat(trace.pathTo(LAST))
                .extracting(Span::label)
                .containsSubsequence(
                        "gateway SERVER POST /api/v1/tickets",
                        "gateway CLIENT POST",
                        "helpdesk SERVER POST /tickets/{ticketId}/refunds",
                        "helpdesk PRODUCER reverse-invoice publish",
                        "accounting CONSUMER reverse-invoice process",
                        "accounting PRODUCER credit-note-posted publish",
                        LAST);
        assertThat(trace.roots())
                .extracting(Span::parentId)
                .as("nothing is cut off")
                .containsOnly(CALLER);
    }
}
