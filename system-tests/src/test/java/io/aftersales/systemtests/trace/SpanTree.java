package io.aftersales.systemtests.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The spans of one trace, each below the one that caused it. */
public final class SpanTree {

    private final Map<String, Span> byId;
    private final Collection<Span> spans;

    public SpanTree(Collection<Span> spans) {
        // A batch whose answer was lost is exported again.
        this.byId = spans.stream().collect(Collectors.toMap(Span::id, span -> span, (first, again) -> first));
        this.spans = byId.values();
    }

    /** Spans whose parent nobody told about: the remote caller's for the first one. */
    public List<Span> roots() {
        return spans.stream()
                .filter(span -> !byId.containsKey(span.parentId()))
                .sorted(Comparator.comparingLong(Span::start))
                .toList();
    }

    /** From a root down to the last span with this label; empty without such a span. */
    public List<Span> pathTo(String label) {
        List<Span> path = new ArrayList<>();
        Optional<Span> next =
                spans.stream().filter(span -> span.label().equals(label)).max(Comparator.comparingLong(Span::start));
        while (next.isPresent()) {
            path.add(0, next.get());
            next = Optional.ofNullable(byId.get(next.get().parentId()));
        }
        return path;
    }

    /** One line a span, indented below its cause, with when it began and how long it took. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        roots().forEach(root -> append(text, root, 0, roots().get(0).start()));
        return text.toString();
    }

    private void append(StringBuilder text, Span span, int depth, long origin) {
        text.append("%7.1f ms %7.1f ms  %s%s%n"
                .formatted(
                        (span.start() - origin) / 1e6,
                        (span.end() - span.start()) / 1e6,
                        "  ".repeat(depth),
                        span.label()));
        spans.stream()
                .filter(child -> child.parentId().equals(span.id()))
                .sorted(Comparator.comparingLong(Span::start))
                .forEach(child -> append(text, child, depth + 1, origin));
    }
}
