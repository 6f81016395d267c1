package io.aftersales.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aftersales.gateway.route.Routes;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The documents that the services publish, merged as the gateway merges them, by the routes that it has. */
class PublishedDocumentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROUTE = "gateway.services.";

    private final List<ServiceDocument> published = published();
    private final ObjectNode merged = new MergedDocument(new Routes(defaultPaths()), "1").merge(published);

    @Test
    void areOneValidDocument() {
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(merged.toString());
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1");
    }

    @Test
    void loseNoPathBecauseTheGatewayKnowsThemAll() {
        published.forEach(document -> assertThat(merged.path("paths").fieldNames())
                .toIterable()
                .as(document.service())
                .containsAll(() -> document.openapi().path("paths").fieldNames()));
    }

    @Test
    void referToNothingThatIsNotThere() {
        assertThat(merged.findValuesAsText("$ref"))
                .allSatisfy(reference -> assertThat(
                                merged.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void nameTheRateLimitAtEachOperationOfWhichTheGatewayTellsWhenToTryAgain() {
        List<JsonNode> limited = merged.path("paths")
                .valueStream()
                .flatMap(path -> path.valueStream().filter(member -> member.has("responses")))
                .map(operation -> operation.at("/responses/429"))
                .map(response -> response.has("$ref")
                        ? merged.at(response.path("$ref").asText().substring(1))
                        : response)
                .toList();

        assertThat(limited).hasSizeGreaterThan(100).allSatisfy(response -> {
            assertThat(response.at("/headers/Retry-After/schema/type").asText()).isEqualTo("integer");
            assertThat(response.at("/content/application~1problem+json/schema/$ref")
                            .asText())
                    .isEqualTo("#/components/schemas/Problem");
        });
    }

    @Test
    void allowDecimalsInTextToBeNegativeUnlessTheirLeastIsZero() {
        List<JsonNode> prices = merged.findValues("unitPrice").stream()
                .filter(price -> price.has("pattern"))
                .toList();

        assertThat(prices)
                .hasSizeGreaterThan(5)
                .allSatisfy(price -> assertThat(
                                "-2.55".matches(price.path("pattern").asText()))
                        .as(price.toString())
                        .isEqualTo(price.path("minimum").asInt(-1) < 0));
    }

    private static List<ServiceDocument> published() {
        Path folder = Path.of(System.getProperty("aftersales.root"), "contracts", "openapi");
        try (Stream<Path> files = Files.list(folder)) {
            List<ServiceDocument> documents = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String service = file.getFileName().toString().replace(".json", "");
                documents.add(new ServiceDocument(service, (ObjectNode) JSON.readTree(file.toFile())));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> defaultPaths() {
        Properties defaults = new Properties();
        try (InputStream file = PublishedDocumentsTest.class.getResourceAsStream("/application.properties")) {
            defaults.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, List<String>> paths = new HashMap<>();
        defaults.stringPropertyNames().stream()
                .filter(name -> name.startsWith(ROUTE) && name.endsWith(".paths"))
                .forEach(name -> paths.put(
                        name.substring(ROUTE.length(), name.length() - ".paths".length()),
                        Arrays.asList(defaults.getProperty(name).split(","))));
        return paths;
    }
}
