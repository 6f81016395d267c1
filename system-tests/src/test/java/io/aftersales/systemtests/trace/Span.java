package io.aftersales.systemtests.trace;

/**
 * A finished piece of work, as a process told about it.
 *
 * @param parentId empty at the root of a trace
 * @param kind SERVER, CLIENT, PRODUCER, CONSUMER or INTERNAL
 * @param start nanoseconds since the epoch, as is {@code end}
 */
public record Span(
        String traceId, String id, String parentId, String service, String name, String kind, long start, long end) {

    /** Who did what, such as {@code accounting CONSUMER reverse-invoice process}. */
    public String label() {
        return "%s %s %s".formatted(service, kind, name);
    }
}
