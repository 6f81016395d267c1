package io.aftersales.testkit.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aftersales.testkit.Json;
import io.aftersales.testkit.Project;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Each test changes a copy of the real contracts in one way. */
class SchemaEvolutionTest {

    private static final String CREDIT_NOTE_POSTED = "schemas/credit-note-posted.v1.schema.json";
    private static final String CREDIT_NOTE = "schemas/shared/credit-note.v1.schema.json";
    private static final String COMMON = "schemas/shared/common.v1.schema.json";
    private static final String TICKET = "schemas/shared/ticket.v1.schema.json";
    private static final String REJECTION = "schemas/invoice-reversal-rejected.v1.schema.json";

    @TempDir
    Path changed;

    @BeforeEach
    void copyTheContracts() throws IOException {
        Path contracts = Project.contracts();
        try (Stream<Path> files = Files.walk(contracts)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = changed.resolve(contracts.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void findsNothingWhereNothingChanged() {
        assertThat(breaks()).isEmpty();
    }

    @Test
    void allowsANewOptionalProperty() throws IOException {
        edit(CREDIT_NOTE, schema -> properties(schema).putObject("pdfHref").put("type", "string"));
        assertThat(breaks()).isEmpty();
    }

    @Test
    void allowsANewSchemaAndANewEnumValue() throws IOException {
        Files.writeString(changed.resolve("schemas/gift-wrapped.v1.schema.json"), "{\"type\":\"object\"}");
        edit(CREDIT_NOTE, schema -> ((ArrayNode) schema.at("/properties/state/enum")).add("refused"));
        assertThat(breaks()).isEmpty();
    }

    @Test
    void allowsAWiderBound() throws IOException {
        edit(REJECTION, schema -> ((ObjectNode) schema.at("/properties/detail")).put("maxLength", 5000));
        assertThat(breaks()).isEmpty();
    }

    @Test
    void catchesARemovedSchema() throws IOException {
        Files.delete(changed.resolve(CREDIT_NOTE_POSTED));
        assertThat(breaks()).containsExactly(CREDIT_NOTE_POSTED + " is gone");
    }

    @Test
    void catchesARemovedPropertyOfTheSharedState() throws IOException {
        edit(CREDIT_NOTE, schema -> properties(schema).remove("reasonCode"));
        assertThat(breaks())
                .contains(CREDIT_NOTE_POSTED + ": property reasonCode is gone")
                .hasSize(5);
    }

    @Test
    void catchesAPropertyRemovedFromTheLines() throws IOException {
        edit(CREDIT_NOTE, schema -> ((ObjectNode) schema.at("/$defs/line/properties")).remove("unitPrice"));
        assertThat(breaks()).anyMatch(found -> found.endsWith("/lines/*: property unitPrice is gone"));
    }

    @Test
    void catchesANewlyRequiredProperty() throws IOException {
        edit(CREDIT_NOTE_POSTED, schema -> ((ArrayNode) schema.path("required")).add("ticketId"));
        assertThat(breaks()).containsExactly(CREDIT_NOTE_POSTED + ": ticketId is newly required");
    }

    @Test
    void catchesAPropertyThatReadersCouldCountOn() throws IOException {
        edit(CREDIT_NOTE_POSTED, schema -> ((ArrayNode) schema.path("required")).removeAll());
        assertThat(breaks())
                .containsExactly(CREDIT_NOTE_POSTED + ": number is no longer required, readers count on it");
    }

    @Test
    void catchesAChangedType() throws IOException {
        edit(TICKET, schema -> ((ObjectNode) schema.at("/properties/priority")).put("type", "string"));
        assertThat(breaks()).anyMatch(found -> found.contains("/priority: type was \"integer\" and is \"string\""));
    }

    @Test
    void catchesAChangedTypeBehindAReference() throws IOException {
        edit(COMMON, schema -> ((ObjectNode) schema.at("/$defs/quantity")).put("type", "string"));
        assertThat(breaks()).anyMatch(found -> found.contains("/lines/*/quantity: type was \"number\""));
    }

    @Test
    void catchesANarrowedEnum() throws IOException {
        edit(TICKET, schema -> ((ArrayNode) schema.at("/properties/state/enum")).remove(0));
        assertThat(breaks()).anyMatch(found -> found.endsWith("/state: \"open\" is allowed no more"));
    }

    @Test
    void catchesAnEnumWhereAnythingWasAllowed() throws IOException {
        edit(
                REJECTION,
                schema -> ((ObjectNode) schema.at("/properties/detail"))
                        .putArray("enum")
                        .add("no"));
        assertThat(breaks()).containsExactly(REJECTION + "/detail: only [\"no\"] is allowed now");
    }

    @Test
    void catchesNarrowedBounds() throws IOException {
        edit(
                REJECTION,
                schema -> ((ObjectNode) schema.at("/properties/detail"))
                        .put("maxLength", 10)
                        .put("minLength", 1));
        assertThat(breaks())
                .containsExactlyInAnyOrder(
                        REJECTION + "/detail: maxLength was 1000 and is 10",
                        REJECTION + "/detail: minLength was free and is 1");
    }

    @Test
    void catchesAChangedPattern() throws IOException {
        edit(COMMON, schema -> ((ObjectNode) schema.at("/$defs/currency")).put("pattern", "^EUR$"));
        assertThat(breaks()).anyMatch(found -> found.contains("/currency: pattern was"));
    }

    @Test
    void catchesThatNothingMayBeAddedAnyMore() throws IOException {
        edit(REJECTION, schema -> schema.put("additionalProperties", false));
        assertThat(breaks()).containsExactly(REJECTION + ": additionalProperties was free and is false");
    }

    @Test
    void catchesARemovedTopicAndMovedPartitions() throws IOException {
        editAsyncApi("    address: ticket-closed", "    address: ticket-shut");
        editAsyncApi("kafka: {partitions: 6, topicConfiguration", "kafka: {partitions: 3, topicConfiguration");
        assertThat(breaks())
                .contains(
                        "topic ticket-closed is gone",
                        "topic reverse-invoice has 3 partitions instead of 6: its keys move");
    }

    @Test
    void catchesANewlyRequiredHeader() throws IOException {
        editAsyncApi("required: [ce_sequence]", "required: [ce_sequence, traceparent]");
        assertThat(breaks()).anyMatch(found -> found.endsWith(": traceparent is newly required"));
    }

    @Test
    void comparesWithTheNewestRelease() throws IOException {
        for (String version : List.of("1.10.0", "1.9.0")) {
            Files.createDirectories(changed.resolve("released").resolve(version));
        }
        assertThat(SchemaEvolution.lastRelease(changed)).hasFileName("1.10.0");
    }

    private List<String> breaks() {
        return SchemaEvolution.breaks(Project.contracts(), changed);
    }

    private void edit(String file, Consumer<ObjectNode> edit) throws IOException {
        ObjectNode schema = (ObjectNode) Json.read(changed.resolve(file));
        edit.accept(schema);
        Files.writeString(changed.resolve(file), schema.toString());
    }

    private void editAsyncApi(String before, String after) throws IOException {
        Path file = changed.resolve("asyncapi.yaml");
        Files.writeString(file, Files.readString(file).replace(before, after));
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.path("properties");
    }
}
