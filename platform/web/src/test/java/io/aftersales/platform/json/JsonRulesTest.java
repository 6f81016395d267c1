package io.aftersales.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonRulesTest {

    record Order(
            String text,
            Integer count,
            boolean urgent,
            BigDecimal price,
            Colour colour,
            List<String> tags,
            LocalDate day,
            Instant moment) {}

    enum Colour {
        RED
    }

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void withTheRules() {
        json.registerModule(new JavaTimeModule());
        new JsonRules().customize(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"urgent\":false,\"txet\":\"a typo\"}",
                "{\"urgent\":false,\"text\":5}",
                "{\"urgent\":false,\"text\":1.5}",
                "{\"urgent\":false,\"text\":true}",
                "{\"urgent\":false,\"tags\":[1]}",
                "{\"urgent\":false,\"count\":\"5\"}",
                "{\"urgent\":false,\"count\":5.5}",
                "{\"urgent\":false,\"count\":99999999999}",
                "{\"urgent\":\"true\"}",
                "{\"urgent\":1}",
                "{\"urgent\":null}",
                "{\"urgent\":false,\"colour\":0}",
                "{\"urgent\":false,\"colour\":\"blue\"}",
                "{\"urgent\":false,\"text\":\"a\\u0000b\"}",
                "{\"urgent\":false,\"tags\":[\"a\\u0000\"]}",
                "{\"urgent\":false,\"price\":1e999999999}",
                "{\"urgent\":false,\"price\":1e-999999999}",
                "{\"urgent\":false,\"price\":\"1e999999999\"}",
                "{\"urgent\":false,\"day\":[]}",
                "{\"urgent\":false,\"day\":[2026,11,2]}",
                "{\"urgent\":false,\"day\":20000}",
                "{\"urgent\":false,\"day\":\"2026-02-30\"}",
                "{\"urgent\":false,\"moment\":1764057600}",
                "{\"urgent\":false,\"moment\":1e300}",
                "{\"urgent\":false,\"moment\":\"2026-11-25\"}",
                "{\"urgent\":false,\"moment\":\"2026-11-25T08:00:00\"}",
                "{\"urgent\":false} {}",
            })
    void guessesNothingFromWhatIsWrong(String body) {
        assertThatThrownBy(() -> json.readValue(body, Order.class)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void namesWhatIsUnknown() {
        assertThatThrownBy(() -> json.readValue("{\"urgent\":false,\"txet\":1}", Order.class))
                .isInstanceOfSatisfying(
                        JsonMappingException.class,
                        unknown -> assertThat(unknown.getPath().get(0).getFieldName())
                                .isEqualTo("txet"));
    }

    @Test
    void writesNoNullsAndNoExponents() throws JsonProcessingException {
        assertThat(json.writeValueAsString(
                        new Order(null, null, false, new BigDecimal("1E+2"), null, null, null, null)))
                .isEqualTo("{\"urgent\":false,\"price\":100}");
    }

    @Test
    void keepsDecimalsAsTheyAreWrittenInObjectsAndTrees() throws JsonProcessingException {
        String text = "{\"urgent\":false,\"price\":10.50}";

        assertThat(json.readValue(text, Order.class).price()).isEqualTo(new BigDecimal("10.50"));
        assertThat(json.treeToValue(json.readTree(text), Order.class).price()).isEqualTo(new BigDecimal("10.50"));
        assertThat(json.treeToValue(json.readTree("{\"urgent\":false,\"price\":100}"), Order.class)
                        .price())
                .isEqualTo(new BigDecimal("100"));
    }
}
