package io.aftersales.local.topology;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the suite is made of, as {@code topology.yaml} says: the one place that names services, ports, databases and
 * topics. A topology that contradicts itself cannot be made.
 */
public record Topology(Infrastructure infrastructure, Gateway gateway, List<Service> services, List<Topic> topics) {

    /** Stands for every service as the owner of a topic that all of them write. */
    public static final String ALL = "all";

    /** Checks what a typing error would break: names and ports are unique, every topic has an owner. */
    public Topology {
        services = List.copyOf(services);
        topics = List.copyOf(topics);
        requireUnique("service", services.stream().map(Service::name));
        requireUnique("database", services.stream().map(Service::database));
        requireUnique("path", services.stream().flatMap(service -> service.paths().stream()));
        requireUnique("topic", topics.stream().map(Topic::name));
        requireUnique(
                "port",
                Stream.concat(
                        Stream.of(
                                infrastructure.postgres().port(),
                                infrastructure.kafka().port(),
                                infrastructure.kafka().controllerPort(),
                                infrastructure.oidc().port(),
                                infrastructure.smtp().port(),
                                gateway.port()),
                        services.stream().map(Service::port)));
        Set<String> owners = new HashSet<>(services.stream().map(Service::name).toList());
        owners.add(ALL);
        for (Topic topic : topics) {
            if (!owners.contains(topic.owner())) {
                throw new IllegalArgumentException("topic " + topic.name() + " has no owner: " + topic.owner());
            }
        }
    }

    /** The topology that this build carries. */
    public static Topology load() {
        try (InputStream yaml = Topology.class.getResourceAsStream("/topology.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(yaml, Topology.class);
        } catch (IOException e) {
            throw new UncheckedIOException("topology.yaml cannot be read", e);
        }
    }

    private static void requireUnique(String what, Stream<?> values) {
        Set<Object> seen = new HashSet<>();
        values.forEach(value -> {
            if (!seen.add(value)) {
                throw new IllegalArgumentException("two have the same " + what + ": " + value);
            }
        });
    }

    /** What the services stand on. */
    public record Infrastructure(Endpoint postgres, KafkaEndpoint kafka, Endpoint oidc, Endpoint smtp) {}

    /** A port on the loopback address. */
    public record Endpoint(int port) {}

    /** The broker's port for clients, and the one on which it is its own controller. */
    public record KafkaEndpoint(int port, int controllerPort) {}

    /** The REST edge: the Maven module that builds it and its port. */
    public record Gateway(String module, int port) {}

    /**
     * A service.
     *
     * @param name as in its topics' owner, its admin path and its process
     * @param module the Maven module that builds it
     * @param port of its first replica
     * @param database of its own, read by no other service
     * @param paths REST prefixes under {@code /api/v1} that the gateway hands to it
     */
    public record Service(String name, String module, int port, String database, List<String> paths) {

        public Service {
            paths = List.copyOf(paths);
        }
    }
}
