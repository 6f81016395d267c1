package io.aftersales.testkit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What tests need of the one topology file: its services and its topics. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Topology(List<Service> services, List<Topic> topics) {

    public static Topology read() {
        return read(Project.topology());
    }

    public static Topology read(Path file) {
        try {
            return new ObjectMapper(new YAMLFactory()).readValue(file.toFile(), Topology.class);
        } catch (IOException e) {
            throw new UncheckedIOException("topology " + file, e);
        }
    }

    public List<String> topicNames() {
        return topics.stream().map(Topic::name).toList();
    }

    public List<String> serviceNames() {
        return services.stream().map(Service::name).toList();
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Service(String name, String database) {}

    /**
     * @param owner the service that executes its commands or publishes its events; {@code all} for every one
     * @param cleanup {@code delete} or {@code compact}
     * @param retentionDays null for a compacted topic
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Topic(String name, String owner, int partitions, String cleanup, Integer retentionDays) {

        NewTopic unreplicated() {
            NewTopic topic = new NewTopic(name, partitions, (short) 1);
            if (retentionDays == null) {
                return topic.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup));
            }
            return topic.configs(Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    cleanup,
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(Duration.ofDays(retentionDays).toMillis())));
        }
    }
}
