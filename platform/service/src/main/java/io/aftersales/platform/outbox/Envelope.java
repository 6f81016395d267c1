package io.aftersales.platform.outbox;

import io.aftersales.platform.envelope.CloudEventHeaders;
import io.aftersales.platform.envelope.MessageType;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;

/** Makes the Kafka record of a message: CloudEvents 1.0 in binary mode, with the trace going on in its headers. */
@ApplicationScoped
class Envelope {

    private final String service;
    private final Tracer tracer;

    Envelope(@ConfigProperty(name = "aftersales.service") String service, OpenTelemetry telemetry) {
        this.service = service;
        this.tracer = telemetry.getTracer("io.aftersales.outbox");
    }

    /** The span between the commit and the broker's acknowledgement, a child of the one that wrote the message. */
    Span startSpan(WaitingMessage message) {
        return tracer.spanBuilder(message.topic() + " publish")
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(TraceParent.parse(message.traceparent()))
                .setStartTimestamp(message.createdAt().toInstant())
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", message.topic())
                .setAttribute("messaging.message.id", message.id().toString())
                .startSpan();
    }

    ProducerRecord<byte[], byte[]> record(WaitingMessage message, Span span) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(message.topic(), bytes(message.key()), bytes(message.payload()));
        Headers headers = record.headers();
        add(headers, CloudEventHeaders.SPEC_VERSION, "1.0");
        add(headers, CloudEventHeaders.ID, message.id().toString());
        add(headers, CloudEventHeaders.TYPE, message.type());
        add(headers, CloudEventHeaders.SOURCE, "/" + service);
        add(headers, CloudEventHeaders.SUBJECT, message.subject());
        add(headers, CloudEventHeaders.TIME, DateTimeFormatter.ISO_INSTANT.format(message.createdAt()));
        add(headers, CloudEventHeaders.DATA_SCHEMA, schema(message.type()));
        add(headers, CloudEventHeaders.CONTENT_TYPE, "application/json");
        add(headers, CloudEventHeaders.CORRELATION_ID, message.correlationId());
        add(headers, CloudEventHeaders.CAUSATION_ID, message.causationId());
        add(
                headers,
                CloudEventHeaders.SEQUENCE,
                message.sequence() == null ? null : message.sequence().toString());
        add(headers, CloudEventHeaders.TRACE_PARENT, TraceParent.format(span.getSpanContext()));
        return record;
    }

    private static void add(Headers headers, String name, String value) {
        if (value != null) {
            headers.add(name, bytes(value));
        }
    }

    /** {@code io.aftersales.credit-note-posted.v1} → the {@code $id} of its schema in contracts/schemas. */
    private static String schema(String type) {
        String name = type.startsWith(MessageType.PREFIX) ? type.substring(MessageType.PREFIX.length()) : type;
        return "https://aftersales.io/schemas/" + name + ".schema.json";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
