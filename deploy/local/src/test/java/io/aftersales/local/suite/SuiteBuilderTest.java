package io.aftersales.local.suite;

import io.aftersales.local.process.SuiteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SuiteBuilderTest {

    @TempDir
    Path emptyCheckout;

    @Test
    void saysWhatIsNotBuiltBeforeAnythingRuns() {
        SuiteBuilder unbuilt =
                Suite.in(emptyCheckout).only(List.of("accounting")).ports(Ports.free());

        assertThatThrownBy(unbuilt::build)
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("accounting-service")
                .hasMessageContaining("./run builds it");
    }

    @Test
    void namesTheServicesWhenOneIsUnknown() {
        SuiteBuilder suite = Suite.in(emptyCheckout);

        assertThatThrownBy(() -> suite.only(List.of("helpdesk", "nonsense")))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("nonsense")
                .hasMessageContaining("helpdesk, accounting");
    }
}
