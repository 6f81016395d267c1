package io.aftersales.platform.work;

/**
 * Why a change happens; it travels on in the envelope of every message that the change sends.
 *
 * @param correlationId the after-sales action at the root of it, or null
 * @param causationId id of the message or request that directly caused it, or null
 * @param traceparent W3C trace context of the span in which it happens, or null
 */
public record Cause(String correlationId, String causationId, String traceparent) {

    /** What happens by itself: the clock's work. */
    public static Cause none() {
        return new Cause(null, null, null);
    }
}
