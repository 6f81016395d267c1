package io.aftersales.kubernetes.check;

import io.aftersales.kubernetes.render.Manifests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class DefinitionCheckTest {

    private DefinitionCheck check;

    @BeforeEach
    void aDefinition(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("lamps.yaml"), """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: lamps.example.com}
                spec:
                  group: example.com
                  names: {kind: Lamp}
                  versions:
                    - name: v1
                      schema:
                        openAPIV3Schema:
                          type: object
                          required: [spec]
                          properties:
                            apiVersion: {type: string}
                            kind: {type: string}
                            metadata: {type: object}
                            spec:
                              type: object
                              required: [watts]
                              properties:
                                watts: {x-kubernetes-int-or-string: true}
                                colour: {type: string, enum: [warm, cold]}
                                notes: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {}}
                """);
        check = new DefinitionCheck(folder);
    }

    @Test
    void takesWhatTheDefinitionTakes() {
        assertThat(check.findings(lamp("{watts: 7, colour: warm, notes: {any: thing}}")))
                .isEmpty();
        assertThat(check.findings(lamp("{watts: 7W}"))).isEmpty();
    }

    @Test
    void findsWhatTheServerWouldRefuseOrDrop() {
        assertThat(check.findings(lamp("{colour: warm}"))).hasSize(1);
        assertThat(check.findings(lamp("{watts: 7, colour: pink}"))).hasSize(1);
        assertThat(check.findings(lamp("{watts: 7, color: warm}"))).hasSize(1);
        assertThat(check.findings(lamp("{watts: true}"))).hasSize(1);
    }

    private static Manifests lamp(String spec) {
        return Manifests.parse("{apiVersion: example.com/v1, kind: Lamp, metadata: {name: lamp}, spec: " + spec + "}");
    }
}
