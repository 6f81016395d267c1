package io.aftersales.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.aftersales.testkit.Json;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The published contracts, and whether a message keeps them: its headers those that {@code asyncapi.yaml} asks for, its
 * payload the schema of its type, its topic one that this type may lie on.
 */
public final class Contracts {

    /** What every schema's {@code $id}, and so every message's {@code ce_dataschema}, starts with. */
    public static final String SCHEMA_BASE = "https://aftersales.io/schemas/";

    private static final Pattern TYPE = Pattern.compile("io\\.aftersales\\.(?<name>[a-z-]+)\\.v(?<major>[0-9]+)");

    private final Path folder;
    private final AsyncApi asyncApi;
    private final SchemaFolder applied;
    private final JsonSchemaFactory schemas;
    private final SchemaValidatorsConfig strict =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private Contracts(Path folder) {
        this.folder = folder;
        asyncApi = AsyncApi.read(folder);
        applied = new SchemaFolder(folder);
        Map<String, String> documents = new HashMap<>();
        for (Path file : schemaFiles()) {
            documents.put(SCHEMA_BASE + nameOf(file), Json.read(file).toString());
        }
        documents.put(AsyncApi.ID, asyncApi.schemas().toString());
        schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                factory -> factory.schemaLoaders(loaders -> loaders.schemas(documents)));
    }

    /** The contracts of this project. */
    public static Contracts read() {
        return read(Project.contracts());
    }

    /** The contracts in this folder. */
    public static Contracts read(Path folder) {
        return new Contracts(folder);
    }

    public AsyncApi asyncApi() {
        return asyncApi;
    }

    /** Every schema file, those that only others refer to included. */
    public List<Path> schemaFiles() {
        try (Stream<Path> files = Files.walk(folder.resolve("schemas"))) {
            return files.filter(file -> file.toString().endsWith(".schema.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no schemas in " + folder, e);
        }
    }

    /** Path of a schema file below {@code schemas/}: the end of its {@code $id}. */
    public String nameOf(Path schemaFile) {
        return folder.resolve("schemas").relativize(schemaFile).toString();
    }

    /** What is wrong with a schema file itself: not JSON Schema 2020-12, a wrong {@code $id}, a reference to nothing. */
    public List<String> faultsOf(Path schemaFile) {
        List<String> faults = new ArrayList<>();
        JsonNode schema = Json.read(schemaFile);
        String id = SCHEMA_BASE + nameOf(schemaFile);
        if (!schema.path("$schema").asText().equals(SchemaId.V202012)) {
            faults.add("$schema is not " + SchemaId.V202012);
        }
        if (!schema.path("$id").asText().equals(id)) {
            faults.add("$id is not " + id);
        }
        schemas.getSchema(SchemaLocation.of(SchemaId.V202012), strict)
                .validate(schema)
                .forEach(fault -> faults.add(fault.getMessage()));
        if (faults.isEmpty()) {
            try {
                schemas.getSchema(SchemaLocation.of(id), strict).initializeValidators();
            } catch (RuntimeException e) {
                faults.add("a reference leads nowhere: " + e.getMessage());
            }
        }
        return faults;
    }

    /** What the message breaks, each with its place; empty when it keeps its contract. */
    public List<String> violationsOf(Message message) {
        AsyncApi.Channel channel = asyncApi.channels().get(message.topic());
        if (channel == null) {
            return List.of("topic " + message.topic() + " is not in asyncapi.yaml");
        }
        Matcher type = TYPE.matcher(String.valueOf(message.type()));
        if (!type.matches()) {
            return List.of("ce_type " + message.type() + " is not io.aftersales.<message>.v<major>");
        }
        String name = type.group("name");
        if (!channel.messages().contains(name)) {
            return List.of("%s does not belong on topic %s".formatted(name, message.topic()));
        }
        List<String> violations = new ArrayList<>();
        violations.addAll(envelopeViolations(message, name));
        violations.addAll(payloadViolations(message, type));
        return violations;
    }

    /**
     * What messages break, each by itself and one beside the other: ids, and the sequences of aggregates. What tests sent counts
     * unless it was altered on purpose, and without the sequences, which tests give as they like.
     *
     * @param messages all of the topics from the first one on, those of one partition in their order
     */
    public List<String> violationsOf(Collection<Message> messages) {
        List<String> all = new ArrayList<>();
        for (Message message : messages) {
            List<String> broken = Outgoing.wasAltered(message) ? List.of() : violationsOf(message);
            if (!broken.isEmpty()) {
                all.add("%s%n    in %s".formatted(String.join("%n    ".formatted(), broken), message));
            }
        }
        all.addAll(Sequences.violations(messages.stream()
                .filter(message -> !Outgoing.wasSentByATest(message))
                .toList()));
        return all;
    }

    /** What a payload breaks of its message's schema; for payloads that no message carries yet. */
    public List<String> violationsOf(String messageName, JsonNode payload) {
        return violations("payload", payload, SCHEMA_BASE + messageName + ".v1.schema.json");
    }

    private List<String> envelopeViolations(Message message, String name) {
        ObjectNode headers = Json.MAPPER.createObjectNode();
        message.headers().forEach(headers::put);
        List<String> violations =
                new ArrayList<>(violations("headers", headers, AsyncApi.ID + "#" + asyncApi.headerSchemaOf(name)));
        if (message.key() == null || !message.key().equals(message.subject())) {
            violations.add("key %s is not ce_subject %s".formatted(message.key(), message.subject()));
        }
        String source = String.valueOf(message.header("ce_source")).replaceFirst("^/", "");
        List<String> senders = asyncApi.sendersTo(message.topic());
        if (!senders.contains(source) && !Outgoing.wasSentByATest(message)) {
            violations.add("%s writes to %s, asyncapi.yaml lets %s".formatted(source, message.topic(), senders));
        }
        return violations;
    }

    private List<String> payloadViolations(Message message, Matcher type) {
        String id = "%s%s.v%s.schema.json".formatted(SCHEMA_BASE, type.group("name"), type.group("major"));
        List<String> violations = new ArrayList<>();
        if (!id.equals(message.header("ce_dataschema"))) {
            violations.add("ce_dataschema is not " + id);
        }
        if (message.value() == null) {
            violations.add("there is no payload");
            return violations;
        }
        violations.addAll(violations("payload", message.payload(), id));
        String file = "schemas/" + id.substring(SCHEMA_BASE.length());
        undocumented("payload", message.payload(), applied.root(file), violations);
        String correlation = message.correlationId();
        JsonNode answered = message.payload().path("answeredActionId");
        JsonNode action = answered.isTextual() ? answered : message.payload().path("actionId");
        if (action.isTextual() && !action.asText().equals(correlation)) {
            violations.add("ce_correlationid %s is not the action %s".formatted(correlation, action.asText()));
        }
        return violations;
    }

    /** Readers ignore what they do not know, but a writer of ours tells nothing that its schema does not name. */
    private static void undocumented(String place, JsonNode value, AppliedSchema schema, List<String> found) {
        if (value.isArray() && schema.items() != null) {
            value.forEach(item -> undocumented(place + "/*", item, schema.items(), found));
        }
        if (value.isObject() && !schema.properties().isEmpty()) {
            value.properties().forEach(property -> {
                AppliedSchema known = schema.properties().get(property.getKey());
                if (known == null) {
                    found.add("%s/%s is not in the schema".formatted(place, property.getKey()));
                } else {
                    undocumented(place + "/" + property.getKey(), property.getValue(), known, found);
                }
            });
        }
    }

    private List<String> violations(String what, JsonNode document, String schemaId) {
        JsonSchema schema = schemas.getSchema(SchemaLocation.of(schemaId), strict);
        return schema.validate(document).stream()
                .map(ValidationMessage::getMessage)
                .map(violation -> what + violation)
                .sorted()
                .toList();
    }
}
