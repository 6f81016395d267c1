package io.aftersales.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the checkout as trees. */
final class Yaml {

    private Yaml() {}

    /** With anchors and merge keys resolved, which Jackson's parser does not do. */
    static JsonNode resolved(String file) {
        try (Reader reader = Files.newBufferedReader(path(file))) {
            Object content = new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return new ObjectMapper().valueToTree(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path path(String file) {
        return Path.of(System.getProperty("aftersales.root", "../..")).resolve(file);
    }
}
