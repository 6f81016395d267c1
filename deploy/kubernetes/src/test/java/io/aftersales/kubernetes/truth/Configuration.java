package io.aftersales.kubernetes.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What can be set on the applications: the properties of the project's own files, those that Quarkus' extensions say they have,
 * and those of the Kafka client.
 */
public final class Configuration {

    private static final String DEFAULTS = "META-INF/microprofile-config.properties";
    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

    private enum When {
        RUN_TIME,
        BUILD_TIME
    }

    private final Path root;
    private final Map<String, When> variables = new TreeMap<>();
    private final Map<String, String> defaults = new TreeMap<>();

    Configuration(Path root) {
        this.root = root;
        everyResource(MODEL).forEach(this::learn);
        everyResource(DEFAULTS).forEach(file -> ownProperties(properties(file)));
        for (String module : modules()) {
            ownProperties(ofModule(module));
        }
        ConsumerConfig.configNames().forEach(name -> variables.put(variable("kafka." + name), When.RUN_TIME));
    }

    /** Why a variable of this name would do nothing; empty if it sets something. */
    public Optional<String> whyUseless(String variable) {
        When when = variables.get(variable);
        if (when == null) {
            return Optional.of("no property is set by it");
        }
        return when == When.BUILD_TIME
                ? Optional.of("its property is fixed when the image is built")
                : Optional.empty();
    }

    /** What the application of this module takes if its environment says nothing; as written, or Quarkus' own default. */
    public String value(String module, String property) {
        String own = ofModule(module).getProperty(property);
        if (own != null) {
            return own;
        }
        for (URL file : everyResource(DEFAULTS)) {
            String shared = properties(file).getProperty(property);
            if (shared != null) {
                return shared;
            }
        }
        return defaults.getOrDefault(property, "");
    }

    /** A duration as it is written in the project's files, such as {@code 10S}; none is zero. */
    public Duration duration(String module, String property) {
        String value = value(module, property);
        return value.isEmpty() ? Duration.ZERO : Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
    }

    /** Quarkus writes {@code quarkus.http.port} as {@code QUARKUS_HTTP_PORT}. */
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Quarkus' own properties are in the model; that one of ours stands in a file does not make one. */
    private void ownProperties(Properties properties) {
        properties.stringPropertyNames().stream()
                .filter(name -> !name.startsWith("quarkus.") && !name.startsWith("%"))
                .forEach(name -> variables.put(variable(name), When.RUN_TIME));
    }

    private void learn(URL model) {
        try (InputStream json = model.openStream()) {
            new ObjectMapper().readTree(json).findParents("phase").forEach(this::learn);
        } catch (IOException e) {
            throw new UncheckedIOException(model.toString(), e);
        }
    }

    private void learn(JsonNode property) {
        When when = property.path("phase").asText().equals("RUN_TIME") ? When.RUN_TIME : When.BUILD_TIME;
        List<JsonNode> paths = new ArrayList<>(List.of(property.path("path")));
        property.path("additionalPaths").forEach(paths::add);
        for (JsonNode path : paths) {
            variables.put(path.path("environmentVariable").asText(), when);
            if (property.has("defaultValue")) {
                defaults.put(
                        path.path("property").asText(),
                        property.path("defaultValue").asText());
            }
        }
    }

    private Properties ofModule(String module) {
        Path file = root.resolve(module).resolve("src/main/resources/application.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private List<String> modules() {
        List<String> modules = new ArrayList<>(List.of("gateway"));
        try (var folders = Files.newDirectoryStream(root, "*-service")) {
            folders.forEach(folder -> modules.add(folder.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(root.toString(), e);
        }
        return modules;
    }

    private static Properties properties(URL file) {
        try (InputStream stream = file.openStream()) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<URL> everyResource(String name) {
        try {
            return Collections.list(Configuration.class.getClassLoader().getResources(name));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
