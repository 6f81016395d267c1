package io.aftersales.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.topology.Topology;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code deploy/compose} against the topology and the names of the images. */
class ComposeFileTest {

    private final Topology topology = Topology.load();
    private final Defaults defaults = Defaults.load();
    private final JsonNode services =
            Yaml.resolved("deploy/compose/compose.yaml").path("services");

    @Test
    void runsEveryServiceAtItsPortWithItsImageAndDatabase() {
        for (Topology.Service service : topology.services()) {
            JsonNode container = services.path(service.name());
            assertThat(container.path("image").asText()).as(service.name()).isEqualTo(image(service.module()));
            JsonNode environment = container.path("environment");
            assertThat(environment.path("QUARKUS_HTTP_PORT").asInt())
                    .as(service.name())
                    .isEqualTo(service.port());
            assertThat(environment.path("AFTERSALES_DATABASE_NAME").asText()).isEqualTo(service.database());
            assertThat(environment.path("AFTERSALES_DATABASE_HOST").asText()).isEqualTo("postgres");
            assertThat(environment.path("KAFKA_BOOTSTRAP_SERVERS").asText()).isEqualTo("kafka:9092");
        }
    }

    @Test
    void runsNoOtherImageOfOurs() {
        List<String> ours = new ArrayList<>();
        for (JsonNode container : services) {
            if (container.path("image").asText().contains("AFTERSALES_REPOSITORY")) {
                ours.add(container.path("image").asText());
            }
        }
        List<String> known = new ArrayList<>(List.of(image(topology.gateway().module()), image(TopicsTool.NAME)));
        topology.services().forEach(service -> known.add(image(service.module())));
        assertThat(ours).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void tellsTheGatewayWhereEveryServiceIs() {
        JsonNode environment = services.path("gateway").path("environment");
        Map<String, String> addresses = new TreeMap<>();
        environment.properties().forEach(variable -> {
            if (variable.getKey().endsWith("_ADDRESSES")) {
                addresses.put(variable.getKey(), variable.getValue().asText());
            }
        });
        Map<String, String> expected = new TreeMap<>();
        topology.services()
                .forEach(service -> expected.put(
                        "GATEWAY_SERVICES_%s_ADDRESSES".formatted(service.name().toUpperCase(Locale.ROOT)),
                        service.name() + ":" + service.port()));
        assertThat(addresses).isEqualTo(expected);
        assertThat(environment.path("QUARKUS_HTTP_PORT").asInt())
                .isEqualTo(topology.gateway().port());
    }

    @Test
    void makesADatabaseForEveryServiceWithTheSecretThatTheServiceHas() {
        JsonNode postgres = services.path("postgres").path("environment");
        List<String> databases = List.of(postgres.path("DATABASES").asText().split(" "));
        assertThat(databases)
                .containsAll(topology.services().stream()
                        .map(Topology.Service::database)
                        .toList())
                .contains("keycloak")
                .hasSize(topology.services().size() + 1);
        for (Topology.Service service : topology.services()) {
            String secret = service.database().toUpperCase(Locale.ROOT) + "_DATABASE_PASSWORD";
            assertThat(services.path(service.name()).path("environment").path("QUARKUS_DATASOURCE_PASSWORD"))
                    .as(service.name())
                    .isEqualTo(postgres.path(secret));
        }
    }

    /** As docs/install.md counts them: 24 for each replica, 30 for others, and one replica more of one service. */
    @Test
    void letsEverybodyConnectToTheDatabase() {
        int needed = (topology.services().size() + 1) * 24
                + 30
                + services.at("/keycloak/environment/KC_DB_POOL_MAX_SIZE").asInt(100);

        assertThat(services.at("/postgres/command").toString())
                .containsPattern("max_connections=[0-9]+")
                .satisfies(command -> assertThat(
                                Integer.parseInt(command.replaceAll(".*max_connections=([0-9]+).*", "$1")))
                        .isGreaterThanOrEqualTo(needed));
    }

    @Test
    void opensGatewayAndTokenIssuerAtTheTopologysPortsOnThisMachineOnly() {
        Map<String, String> published = new TreeMap<>();
        services.properties()
                .forEach(service -> service.getValue()
                        .path("ports")
                        .forEach(port -> published.put(service.getKey(), port.asText())));
        assertThat(published.values()).allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(published.get("gateway"))
                .isEqualTo("127.0.0.1:%1$d:%1$d".formatted(topology.gateway().port()));
        assertThat(published.get("keycloak"))
                .startsWith("127.0.0.1:%d:"
                        .formatted(topology.infrastructure().oidc().port()));
        assertThat(published).containsOnlyKeys("gateway", "keycloak", "mail");
    }

    @Test
    void startsServicesOnceTheirTopicsAreMadeAndTheBrokerMakesNoneByItself() {
        for (Topology.Service service : topology.services()) {
            JsonNode needs = services.path(service.name()).path("depends_on");
            assertThat(needs.path("topics").path("condition").asText()).isEqualTo("service_completed_successfully");
            assertThat(needs.path("postgres").path("condition").asText()).isEqualTo("service_healthy");
        }
        assertThat(services.path("topics").path("command").toString()).contains("kafka:9092");
        assertThat(services.path("kafka")
                        .path("environment")
                        .path("KAFKA_AUTO_CREATE_TOPICS_ENABLE")
                        .asText())
                .isEqualTo("false");
    }

    @Test
    void givesOurProcessesNoRightThatTheyDoNotNeedAndWatchesOverAllThatStay() {
        services.properties().forEach(service -> {
            JsonNode container = service.getValue();
            if (container.path("image").asText().contains("AFTERSALES_REPOSITORY")) {
                assertThat(container.path("read_only").asBoolean())
                        .as(service.getKey())
                        .isTrue();
                assertThat(container.path("tmpfs").asText())
                        .as(service.getKey())
                        .isEqualTo("/tmp");
                assertThat(container.path("cap_drop").toString())
                        .as(service.getKey())
                        .isEqualTo("[\"ALL\"]");
            }
            if (container.has("restart")) {
                assertThat(container.has("healthcheck")).as(service.getKey()).isTrue();
            }
        });
    }

    private String image(String module) {
        return "${AFTERSALES_REPOSITORY:-%s}/%s:${AFTERSALES_VERSION:-%s}"
                .formatted(defaults.repository(), module, defaults.version());
    }
}
