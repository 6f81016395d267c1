package io.aftersales.platform.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.platform.json.JsonRules;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.WebApplicationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MergePatchTest {

    record Address(String street, String city) {}

    record Person(@NotBlank String name, Address address, List<String> phones, BigDecimal credit) {}

    private static final Person ADA =
            new Person("Ada", new Address("Main Street", "London"), List.of("1", "2"), new BigDecimal("100.00"));

    private final ObjectMapper json = new ObjectMapper();
    private final MergePatch mergePatch =
            new MergePatch(json, Validation.buildDefaultValidatorFactory().getValidator());

    @BeforeEach
    void asServicesReadAndWriteJson() {
        new JsonRules().customize(json);
    }

    @Test
    void changesNothingWhenThePatchIsEmpty() {
        assertThat(patched("{}")).isEqualTo(ADA);
    }

    @Test
    void replacesWhatIsNamed() {
        assertThat(patched("{\"name\":\"Grace\"}").name()).isEqualTo("Grace");
    }

    @Test
    void removesWhatIsNull() {
        assertThat(patched("{\"address\":null,\"phones\":null}"))
                .isEqualTo(new Person("Ada", null, null, ADA.credit()));
    }

    @Test
    void mergesObjectsAndReplacesArraysWhole() {
        assertThat(patched("{\"address\":{\"city\":\"Paris\"},\"phones\":[\"3\"]}"))
                .isEqualTo(new Person("Ada", new Address("Main Street", "Paris"), List.of("3"), ADA.credit()));
    }

    @Test
    void makesAnObjectWhereThereWasNoneWithoutItsNulls() {
        Person homeless = new Person("Ada", null, null, null);

        assertThat(mergePatch.apply(read("{\"address\":{\"city\":\"Paris\",\"street\":null}}"), homeless, Person.class))
                .isEqualTo(new Person("Ada", new Address(null, "Paris"), null, null));
    }

    @Test
    void refusesAPatchThatIsNoObject() {
        for (String patch : List.of("[]", "5", "\"Ada\"", "null")) {
            assertThatThrownBy(() -> patched(patch)).isInstanceOf(RuleBroken.class);
        }
        assertThatThrownBy(() -> mergePatch.apply(null, ADA, Person.class)).isInstanceOf(RuleBroken.class);
    }

    @Test
    void refusesAResultThatCannotBeReadOrBreaksAConstraint() {
        assertThatThrownBy(() -> patched("{\"nmae\":\"typo\"}")).isInstanceOf(WebApplicationException.class);
        assertThatThrownBy(() -> patched("{\"address\":5}")).isInstanceOf(WebApplicationException.class);
        assertThatThrownBy(() -> patched("{\"name\":null}")).isInstanceOf(ConstraintViolationException.class);
    }

    private Person patched(String patch) {
        return mergePatch.apply(read(patch), ADA, Person.class);
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
