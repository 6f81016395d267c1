package io.aftersales.systemtests.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.aftersales.local.suite.Ports;
import io.aftersales.local.topology.Topology;
import io.aftersales.testkit.Project;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.SecurityProtocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * A broker as deploy/kubernetes describes it: clients show certificates, and may do what the KafkaUser of their name says. What
 * Strimzi would make of those resources is made here.
 */
final class GuardedBroker implements AutoCloseable {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String ADMINISTRATOR = "administrator";
    private static final Path MANIFESTS = Project.root().resolve("deploy/kubernetes");

    private final Certificates certificates;
    private final EmbeddedKafkaBroker broker;
    private final String address;

    private GuardedBroker(Certificates certificates, EmbeddedKafkaBroker broker, String address) {
        this.certificates = certificates;
        this.broker = broker;
        this.address = address;
    }

    /** With all topics, and the rights of these services. */
    static GuardedBroker start(Path folder, List<String> services) {
        Map<String, Integer> ports =
                Ports.free().assign(Map.of("kafka", 9092, "kafka-controller", 9093), Duration.ZERO);
        int port = ports.get("kafka");
        List<String> known = new ArrayList<>(services);
        known.add(ADMINISTRATOR);
        Certificates certificates = Certificates.make(folder.resolve("certificates"), known);
        EmbeddedKafkaBroker broker = new EmbeddedKafkaBroker()
                .withAdvertisedListeners(EmbeddedKafkaBroker.endpoint(SecurityProtocol.SSL, "127.0.0.1", port))
                .withControllerPort(ports.get("kafka-controller"))
                .withDeleteLogDirsOnClose(false)
                .withAdditionalProperties(properties -> {
                    properties.putAll(certificates.ofBroker());
                    properties.put("inter.broker.listener.name", "SSL");
                    properties.put("log.dir", folder.resolve("kafka").toString());
                    properties.put("auto.create.topics.enable", "false");
                    properties.put("group.initial.rebalance.delay.ms", "0");
                    properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
                    // The broker talks to itself without a certificate, at an address that it tells nobody.
                    properties.put("super.users", "User:ANONYMOUS;User:CN=broker;User:CN=" + ADMINISTRATOR);
                });
        broker.start();
        GuardedBroker guarded = new GuardedBroker(certificates, broker, "127.0.0.1:" + port);
        guarded.prepare(services);
        return guarded;
    }

    /** What the container of the service finds in its environment about Kafka, with what Kubernetes would mount. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>();
        read(MANIFESTS.resolve("base/settings.yaml")).path("data").properties().stream()
                .filter(setting -> setting.getKey().startsWith("KAFKA_"))
                .forEach(setting -> environment.put(
                        setting.getKey(),
                        setting.getValue()
                                .asText()
                                .replace(
                                        "/etc/kafka/user",
                                        certificates.of(service).toString())
                                .replace(
                                        "/etc/kafka/ca",
                                        certificates.of(service).toString())));
        environment.put("KAFKA_SSL_KEYSTORE_PASSWORD", Certificates.PASSWORD);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", address);
        return environment;
    }

    /** For a client that acts as this service. */
    Map<String, Object> client(String service) {
        Map<String, Object> client = new HashMap<>(certificates.client(service));
        client.put("bootstrap.servers", address);
        return client;
    }

    private void prepare(List<String> services) {
        List<NewTopic> topics = Topology.load().topics().stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.settings()))
                .toList();
        List<AclBinding> rights =
                services.stream().flatMap(service -> rights(service).stream()).toList();
        try (Admin admin = Admin.create(client(ADMINISTRATOR))) {
            admin.createTopics(topics).all().get();
            admin.createAcls(rights).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker is not as it should be", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static List<AclBinding> rights(String service) {
        List<AclBinding> rights = new ArrayList<>();
        JsonNode user = read(MANIFESTS.resolve("services").resolve(service).resolve("kafka-user.yaml"));
        for (JsonNode rule : user.at("/spec/authorization/acls")) {
            JsonNode resource = rule.path("resource");
            ResourcePattern pattern = new ResourcePattern(
                    ResourceType.valueOf(resource.path("type").asText().toUpperCase(Locale.ROOT)),
                    resource.path("name").asText(),
                    resource.path("patternType").asText().equals("prefix")
                            ? PatternType.PREFIXED
                            : PatternType.LITERAL);
            for (JsonNode operation : rule.path("operations")) {
                rights.add(new AclBinding(
                        pattern,
                        new AccessControlEntry(
                                "User:CN=" + user.at("/metadata/name").asText(),
                                "*",
                                AclOperation.valueOf(operation.asText().toUpperCase(Locale.ROOT)),
                                AclPermissionType.ALLOW)));
            }
        }
        return rights;
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
