package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the containers of a workload find in their environment.
 *
 * @param values what is written in ConfigMaps or in the workload itself
 * @param secrets for each variable that comes from a Secret, that Secret's name
 */
record Environment(Map<String, String> values, Map<String, String> secrets) {

    static Environment of(Manifest workload, Manifests manifests) {
        Map<String, String> values = new TreeMap<>();
        Map<String, String> secrets = new TreeMap<>();
        for (JsonNode container : workload.containers()) {
            Manifest.items(container.path("envFrom"))
                    .map(source -> source.at("/configMapRef/name").asText())
                    .flatMap(name -> manifests.find("ConfigMap", name).stream())
                    .forEach(map -> values.putAll(map.texts("/data")));
            Manifest.items(container.path("env")).forEach(variable -> {
                String name = variable.path("name").asText();
                if (variable.has("valueFrom")) {
                    secrets.put(
                            name, variable.at("/valueFrom/secretKeyRef/name").asText());
                } else {
                    values.put(name, variable.path("value").asText());
                }
            });
        }
        return new Environment(values, secrets);
    }

    /** Empty if it is not set here. */
    String value(String variable) {
        return values.getOrDefault(variable, "");
    }

    /** The name of the Secret; empty if there is none. */
    String secret(String variable) {
        return secrets.getOrDefault(variable, "");
    }
}
