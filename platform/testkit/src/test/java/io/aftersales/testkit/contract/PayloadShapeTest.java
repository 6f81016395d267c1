package io.aftersales.testkit.contract;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadShapeTest {

    record Rejection(UUID actionId, UUID ticketId, String code, String detail) {}

    record Guess(UUID actionId, int code, String colour) {}

    enum Method {
        @JsonProperty("partial")
        PARTIAL,
        @JsonProperty("full")
        FULL,
        @JsonProperty("half")
        HALF
    }

    record Person(String sub, String name) {}

    record Line(
            UUID invoiceLineId,
            BigDecimal quantity,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unitPrice) {}

    record Reverse(
            UUID actionId,
            UUID ticketId,
            UUID invoiceId,
            UUID customerId,
            UUID companyId,
            Person requestedBy,
            Method method,
            List<Line> lines) {}

    record WrongLine(UUID invoiceLineId, String quantity, BigDecimal unitPrice) {}

    record WrongLines(List<WrongLine> lines) {}

    record Announced(String service, Instant announcedAt) {}

    @Test
    void acceptsAClassThatFits() {
        assertThat(PayloadShape.misfitsOfWritten("invoice-reversal-rejected", Rejection.class))
                .isEmpty();
        assertThat(PayloadShape.misfitsOfRead("invoice-reversal-rejected", Rejection.class))
                .isEmpty();
    }

    @Test
    void letsAReaderLeaveOutWhatAWriterMustGive() {
        assertThat(PayloadShape.misfitsOfRead("service-announced", Announced.class))
                .isEmpty();
        assertThat(PayloadShape.misfitsOfWritten("service-announced", Announced.class))
                .containsExactlyInAnyOrder(
                        "service-announced: version is required", "service-announced: instance is required");
    }

    @Test
    void findsAComponentThatNobodyPromisesAndAWrongType() {
        assertThat(PayloadShape.misfitsOfRead("invoice-reversal-rejected", Guess.class))
                .containsExactly(
                        "invoice-reversal-rejected/code: the schema says \"string\", the class int",
                        "invoice-reversal-rejected: the schema has no colour");
    }

    @Test
    void findsEnumValuesThatTheOtherSideDoesNotKnow() {
        assertThat(PayloadShape.misfitsOfWritten("reverse-invoice", Reverse.class))
                .containsExactly("reverse-invoice/method: [half] is not in the schema");
        assertThat(PayloadShape.misfitsOfRead("reverse-invoice", Reverse.class))
                .containsExactly("reverse-invoice/method: [full-and-new-draft] is unknown to the class");
    }

    @Test
    void looksIntoTheItemsOfLists() {
        assertThat(PayloadShape.misfitsOfRead("reverse-invoice", WrongLines.class))
                .containsExactly(
                        "reverse-invoice/lines/*/quantity: the schema says \"number\", the class String",
                        "reverse-invoice/lines/*/unitPrice: the schema says \"string\", the class BigDecimal");
    }
}
