package io.aftersales.helpdesk.aftersales.refund;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class RefundRequestTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"1900-01-01", "2999-12-31"})
    void mayBeDatedAsCreditNotesAre(LocalDate date) {
        assertThat(VALIDATOR.validate(dated(date))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1899-12-31", "3000-01-01", "+999999999-01-01"})
    void namesTheDateThatNoCreditNoteCanBear(LocalDate date) {
        assertThat(VALIDATOR.validate(dated(date))).singleElement().satisfies(violation -> {
            assertThat(violation.getPropertyPath()).hasToString("date");
            assertThat(violation.getMessage()).isEqualTo("must be between 1900-01-01 and 2999-12-31");
        });
    }

    private static RefundRequest dated(LocalDate date) {
        return new RefundRequest(UUID.randomUUID(), RefundRequest.Method.FULL, null, null, date, null);
    }
}
