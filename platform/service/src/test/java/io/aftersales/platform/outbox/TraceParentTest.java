package io.aftersales.platform.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TraceParentTest {

    private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String NOT_SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    @Test
    void isReadAndWrittenAsItIs() {
        for (String text : List.of(SAMPLED, NOT_SAMPLED)) {
            assertThat(TraceParent.format(
                            Span.fromContext(TraceParent.parse(text)).getSpanContext()))
                    .isEqualTo(text);
        }
    }

    @Test
    void isNothingForASpanThatIsNone() {
        assertThat(TraceParent.format(SpanContext.getInvalid())).isNull();
    }

    @Test
    void startsANewTraceWhereItCannotBeRead() {
        assertThat(TraceParent.parse(null)).isEqualTo(Context.root());
        for (String garbage : List.of("", "garbage", "00-0-0-0", SAMPLED.replace('0', 'x'))) {
            assertThat(Span.fromContext(TraceParent.parse(garbage))
                            .getSpanContext()
                            .isValid())
                    .isFalse();
        }
    }
}
