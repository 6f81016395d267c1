package io.aftersales.platform.envelope;

import io.aftersales.platform.id.Ids;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RejectionTest {

    @Test
    void cutsOffWhatIsBeyondTheLengthThatItsSchemaAllows() {
        Rejection rejection = new Rejection(Ids.next(), null, "invalid-request", "x".repeat(2000));

        assertThat(rejection.detail()).hasSize(1000).endsWith("x…");
    }

    @Test
    void leavesAnOrdinaryReasonAlone() {
        assertThat(new Rejection(Ids.next(), null, "foreign-invoice", "Not yours").detail())
                .isEqualTo("Not yours");
    }
}
