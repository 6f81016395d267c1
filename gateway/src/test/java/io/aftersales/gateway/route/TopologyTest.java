package io.aftersales.gateway.route;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.aftersales.gateway.GatewayConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** The gateway's defaults are what the one topology file says. */
class TopologyTest {

    private static final String TOPOLOGY = "deploy/local/src/main/resources/topology.yaml";

    private final GatewayConfig config = defaults();
    private final Topology topology = topology();

    @Test
    void routesEveryServiceOfTheTopologyByItsPaths() {
        Map<String, Set<String>> routed = new TreeMap<>();
        config.services().forEach((name, service) -> {
            Set<String> paths = new TreeSet<>(service.paths());
            paths.add("/admin/" + name);
            routed.put(name, paths);
        });
        Map<String, Set<String>> owned = new TreeMap<>();
        topology.services().forEach(service -> owned.put(service.name(), new TreeSet<>(service.paths())));
        assertThat(routed).isEqualTo(owned);
    }

    @Test
    void looksForServicesAtTheirLocalPorts() {
        topology.services()
                .forEach(service -> assertThat(
                                config.services().get(service.name()).addresses())
                        .containsExactly("127.0.0.1:" + service.port()));
    }

    private static GatewayConfig defaults() {
        try {
            return new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDiscoveredConverters()
                    .withSources(new PropertiesConfigSource(TopologyTest.class.getResource("/application.properties")))
                    .withMapping(GatewayConfig.class)
                    .withValidateUnknown(false)
                    .build()
                    .getConfigMapping(GatewayConfig.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Topology topology() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readValue(
                            Path.of(System.getProperty("aftersales.root"), TOPOLOGY)
                                    .toFile(),
                            Topology.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Topology(List<Service> services) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Service(String name, int port, List<String> paths) {}
}
