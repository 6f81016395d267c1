package io.aftersales.kubernetes.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object as it would be sent to a cluster. */
public record Manifest(ObjectNode content) {

    public String kind() {
        return text("/kind");
    }

    public String apiVersion() {
        return text("/apiVersion");
    }

    /** As kubectl writes it in full: {@code Deployment.v1.apps}, {@code Service.v1}. */
    public String fullKind() {
        String[] parts = apiVersion().split("/");
        return parts.length == 1 ? kind() + "." + parts[0] : kind() + "." + parts[1] + "." + parts[0];
    }

    public String name() {
        return text("/metadata/name");
    }

    public JsonNode at(String pointer) {
        return content.at(pointer);
    }

    /** Empty where there is nothing. */
    public String text(String pointer) {
        return content.at(pointer).asText("");
    }

    /** What the list at this place has in it; nothing if there is none. */
    public Stream<JsonNode> items(String pointer) {
        return items(content.at(pointer));
    }

    public static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** A map of texts, such as labels. */
    public static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new TreeMap<>();
        map.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    public Map<String, String> texts(String pointer) {
        return texts(content.at(pointer));
    }

    /** The labels of the pods that it makes. */
    public Map<String, String> podLabels() {
        return texts("/spec/template/metadata/labels");
    }

    /** The containers of the pods that it makes. */
    public List<JsonNode> containers() {
        return items("/spec/template/spec/containers").toList();
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
