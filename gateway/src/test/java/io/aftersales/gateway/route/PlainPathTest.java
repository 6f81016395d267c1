package io.aftersales.gateway.route;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlainPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/tickets",
                "/api/v1/tickets/",
                "/api/v1/tickets/0199-aa/refunds",
                "/api/v1/users/auth0%7C12",
                "/api/v1/users/j.doe@example.com",
                "/api/v1/users/M%C3%BCller",
                "/api/v1/repair-orders/1/quotation.pdf",
                "/api/v1/a...b/..."
            })
    void letsPathsThroughThatEveryoneReadsAlike(String path) {
        assertThat(PlainPath.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api/v1/tickets",
                "http://127.0.0.1/api/v1/tickets",
                "*",
                "//api/v1/tickets",
                "/api/v1//tickets",
                "/api/v1/tickets//",
                "/api/v1/./tickets",
                "/api/v1/../q/metrics",
                "/api/v1/tickets/..",
                "/api/v1/tickets/.",
                "/api/v1/%2e%2e/q/metrics",
                "/api/v1/%2E/tickets",
                "/api/v1/.%2e/tickets",
                "/api/v1/tickets%2f1",
                "/api/v1/tickets%2F..%2Fadmin",
                "/api/v1/tickets%5c1",
                "/api/v1/tickets\\1",
                "/api/v1/tickets;a=b",
                "/api/v1/tickets/..;/admin",
                "/api/v1/tickets%3ba=b",
                "/api/v1/tickets%252f1",
                "/api/v1/tickets%00",
                "/api/v1/tickets%0d%0aX: y",
                "/api/v1/tickets%7f",
                "/api/v1/tickets%3f",
                "/api/v1/tickets%23",
                "/api/v1/tickets%",
                "/api/v1/tickets%2",
                "/api/v1/tickets%zz",
                "/api/v1/tic kets",
                "/api/v1/t\u00efckets",
                "/api/v1/\uff0e\uff0e/admin"
            })
    void refusesPathsThatTwoReadersCouldTakeForDifferentOnes(String path) {
        assertThat(PlainPath.isPlain(path)).isFalse();
    }

    @Test
    void refusesNoPathAtAll() {
        assertThat(PlainPath.isPlain(null)).isFalse();
    }
}
