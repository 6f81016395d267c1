package io.aftersales.platform.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The W3C {@code traceparent} of a span, to be stored and sent, and back. */
public final class TraceParent {

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of("traceparent");
        }

        @Override
        public String get(String traceparent, String key) {
            return "traceparent".equals(key) ? traceparent : null;
        }
    };

    private TraceParent() {}

    /** The text form, or null for an invalid context. */
    public static String format(SpanContext context) {
        if (!context.isValid()) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>();
        W3C.inject(Context.root().with(Span.wrap(context)), carrier, Map::put);
        return carrier.get("traceparent");
    }

    /** A context whose current span is the remote one; the root context for null or an unreadable text. */
    public static Context parse(String traceparent) {
        return traceparent == null ? Context.root() : W3C.extract(Context.root(), traceparent, GETTER);
    }
}
