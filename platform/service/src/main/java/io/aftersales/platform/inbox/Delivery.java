package io.aftersales.platform.inbox;

import io.aftersales.platform.envelope.CloudEventHeaders;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.outbox.TraceParent;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Work;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Uni;

/** A readable message together with the handler that it goes to. */
record Delivery<T>(MessageHandler<T> handler, Incoming<T> message, Received record) {

    /** Answers a command that is not executed. */
    void reject(RuleBroken why, Work work) {
        Cause cause = new Cause(
                message.correlationId() == null ? null : message.correlationId().toString(),
                message.id().toString(),
                record.header(CloudEventHeaders.TRACE_PARENT));
        ((CommandHandler<?>) handler).reject((Command) message.payload(), why, work.because(cause));
    }

    /** Runs the handler within the transaction of {@code work}, in a span that continues the sender's trace. */
    Uni<Void> handle(Work work, Tracer tracer) {
        Span span = tracer.spanBuilder(record.topic() + " process")
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(TraceParent.parse(record.header(CloudEventHeaders.TRACE_PARENT)))
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", record.topic())
                .setAttribute("messaging.message.id", message.id().toString())
                .startSpan();
        Cause cause = new Cause(
                message.correlationId() == null ? null : message.correlationId().toString(),
                message.id().toString(),
                TraceParent.format(span.getSpanContext()));
        return Uni.createFrom()
                .deferred(() -> handler.handle(message, work.because(cause)))
                .onTermination()
                .invoke((done, failure, cancelled) -> {
                    if (failure != null) {
                        span.recordException(failure);
                    }
                    span.end();
                });
    }
}
