package io.aftersales.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.aftersales.testkit.Json;
import io.aftersales.testkit.Project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code contracts/asyncapi.yaml} as far as tests ask it: channels, messages, and who sends what. */
public final class AsyncApi {

    static final String FILE = "asyncapi.yaml";

    /** Under this name schemas within the document are known to {@link Contracts}. */
    static final String ID = "https://aftersales.io/asyncapi.yaml";

    private final JsonNode document;
    private final Map<String, Channel> channels = new TreeMap<>();

    private AsyncApi(JsonNode document) {
        this.document = document;
        document.path("channels").forEach(channel -> {
            Channel read = Channel.of(channel);
            channels.put(read.topic(), read);
        });
    }

    /**
     * A topic.
     *
     * @param messages names of the messages that may lie on it
     * @param cleanup {@code delete} or {@code compact}
     * @param retentionMillis how long records are kept; null where they are compacted
     */
    public record Channel(String topic, List<String> messages, int partitions, String cleanup, Long retentionMillis) {

        private static Channel of(JsonNode channel) {
            JsonNode kafka = channel.at("/bindings/kafka");
            JsonNode configuration = kafka.path("topicConfiguration");
            List<String> messages = new ArrayList<>();
            channel.path("messages").fieldNames().forEachRemaining(messages::add);
            return new Channel(
                    channel.path("address").asText(),
                    messages,
                    kafka.path("partitions").asInt(),
                    configuration.at("/cleanup.policy/0").asText(),
                    configuration.has("retention.ms")
                            ? configuration.path("retention.ms").asLong()
                            : null);
        }
    }

    public static AsyncApi read() {
        return read(Project.contracts());
    }

    /** The document in this folder. */
    public static AsyncApi read(Path contracts) {
        Path file = contracts.resolve(FILE);
        try {
            return new AsyncApi(new ObjectMapper(new YAMLFactory()).readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("no AsyncAPI document: " + file, e);
        }
    }

    /** By topic. */
    public Map<String, Channel> channels() {
        return channels;
    }

    /** The services that the document lets write to the topic. */
    public List<String> sendersTo(String topic) {
        return operations("send")
                .filter(operation -> topicOf(operation.getValue()).equals(topic))
                .map(operation ->
                        operation.getKey().substring(0, operation.getKey().indexOf("-sends-")))
                .toList();
    }

    /** The topics that the document says the service reads. */
    public List<String> receivedBy(String service) {
        return operations("receive")
                .filter(operation -> operation.getKey().startsWith(service + "-receives-"))
                .map(operation -> topicOf(operation.getValue()))
                .toList();
    }

    private Stream<Map.Entry<String, JsonNode>> operations(String action) {
        return document.path("operations").properties().stream()
                .filter(operation ->
                        operation.getValue().path("action").asText().equals(action));
    }

    private static String topicOf(JsonNode operation) {
        return operation.at("/channel/$ref").asText().substring("#/channels/".length());
    }

    /** Name of the file with the schema of the message's payload, within {@code contracts/}. */
    public String payloadSchemaOf(String message) {
        return message(message).at("/payload/schema/$ref").asText().replaceFirst("^\\./", "");
    }

    /** Where in the document the schema of the message's headers lies, as a JSON pointer. */
    public String headerSchemaOf(String message) {
        return message(message).at("/headers/$ref").asText().substring(1);
    }

    /** Every reference that leads nowhere within the document, or to a file that does not exist. */
    public List<String> danglingReferences(Path contracts) {
        return document.findValuesAsText("$ref").stream()
                .filter(reference -> reference.startsWith("#")
                        ? document.at(reference.substring(1)).isMissingNode()
                        : !contracts.resolve(reference).toFile().exists())
                .distinct()
                .sorted()
                .toList();
    }

    /** The document's schemas at their place, without what a JSON Schema would take for keywords. */
    JsonNode schemas() {
        ObjectNode schemas = Json.MAPPER.createObjectNode();
        schemas.putObject("components").set("schemas", document.at("/components/schemas"));
        return schemas;
    }

    JsonNode document() {
        return document;
    }

    private JsonNode message(String name) {
        JsonNode message = document.at("/components/messages/" + name);
        if (message.isMissingNode()) {
            throw new IllegalArgumentException("asyncapi.yaml knows no message " + name);
        }
        return message;
    }
}
