package io.aftersales.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aftersales.kubernetes.check.Check;
import io.aftersales.kubernetes.render.Kubectl;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** In an object of each kind every property is misspelt, and every value replaced by one of another type: the schemas find it. */
class MisspellingTest {

    /** Their keys are free: labels, settings. */
    private static final Set<String> MAPS = Set.of("labels", "matchLabels", "annotations", "data", "/spec/selector");

    private final Check schemas = Check.all().stream()
            .filter(check -> check.title().equals("schema"))
            .findFirst()
            .orElseThrow();

    @TestFactory
    Stream<DynamicTest> aMisspeltPropertyOrAValueOfAnotherTypeIsFound() {
        return samples().stream()
                .map(sample -> dynamicTest(sample.fullKind(), () -> {
                    List<String> unnoticed = new ArrayList<>();
                    for (String pointer : properties(sample.content(), "")) {
                        unnoticed.addAll(unnoticed(sample, pointer));
                    }
                    assertThat(unnoticed).isEmpty();
                }));
    }

    private List<String> unnoticed(Manifest sample, String pointer) {
        int end = pointer.lastIndexOf('/');
        String field = pointer.substring(end + 1);
        ObjectNode misspelt = sample.content().deepCopy();
        ObjectNode parent = (ObjectNode) misspelt.at(pointer.substring(0, end));
        parent.set(field + "x", parent.remove(field));
        ObjectNode mistyped = sample.content().deepCopy();
        ObjectNode holder = (ObjectNode) mistyped.at(pointer.substring(0, end));
        holder.putArray(field).addArray();
        return Stream.of(Map.entry("misspelt", misspelt), Map.entry("mistyped", mistyped))
                .filter(broken -> schemas.findings(new Manifests(List.of(new Manifest(broken.getValue()))))
                        .isEmpty())
                .map(broken -> broken.getKey() + " " + pointer)
                .toList();
    }

    /** Where each property is. */
    private static List<String> properties(JsonNode node, String pointer) {
        List<String> found = new ArrayList<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                found.addAll(properties(node.get(i), pointer + "/" + i));
            }
        }
        boolean free = MAPS.stream().anyMatch(map -> pointer.equals(map) || pointer.endsWith("/" + map));
        if (node.isObject() && !free) {
            node.properties().forEach(property -> {
                found.add(pointer + "/" + property.getKey());
                found.addAll(properties(property.getValue(), pointer + "/" + property.getKey()));
            });
        }
        return found;
    }

    /** The largest of each kind. */
    private static List<Manifest> samples() {
        Map<String, Manifest> samples = new TreeMap<>();
        for (String overlay : List.of("production", "single-node")) {
            Manifests.parse(Kubectl.find()
                            .kustomize(Project.read()
                                    .manifests()
                                    .resolve("overlays")
                                    .resolve(overlay)))
                    .all()
                    .forEach(manifest -> samples.merge(
                            manifest.fullKind(), manifest, (one, other) -> length(one) >= length(other) ? one : other));
        }
        return List.copyOf(samples.values());
    }

    private static int length(Manifest manifest) {
        return manifest.content().toString().length();
    }
}
