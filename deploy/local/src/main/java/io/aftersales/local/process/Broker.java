package io.aftersales.local.process;

import io.aftersales.local.topology.MakeTopics;
import io.aftersales.local.topology.Topic;
import org.apache.kafka.clients.admin.Admin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Kafka: one broker that is its own controller, on the loopback address, without automatic creation of topics. When it
 * is ready every topic of the topology exists.
 */
public final class Broker extends JvmPart {

    private static final short ONE_REPLICA = 1;

    private final Path data;
    private final int port;
    private final int controllerPort;
    private final Collection<Topic> topics;

    public Broker(Path data, int port, int controllerPort, Collection<Topic> topics, Place place) {
        super("kafka", place);
        this.data = data;
        this.port = port;
        this.controllerPort = controllerPort;
        this.topics = List.copyOf(topics);
    }

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    protected List<String> arguments() {
        return List.of(
                "-Xms64m",
                "-Xmx256m",
                "-Djava.util.logging.config.file=" + writeLogging(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                writeSettings().toString());
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of();
    }

    /** Folders on the class path, as under a test runner, cannot be archived. */
    @Override
    protected Optional<Path> archivable() {
        List<Path> path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return path.stream().allMatch(Files::isRegularFile) ? Optional.of(path.get(0)) : Optional.empty();
    }

    private Path writeLogging() {
        return write("logging.properties", """
                handlers=java.util.logging.ConsoleHandler
                .level=INFO
                java.util.logging.ConsoleHandler.level=INFO
                java.util.logging.SimpleFormatter.format=%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
                """);
    }

    /** After a kill the controller takes the broker back when its session has timed out: 9 s by default. */
    private Path writeSettings() {
        return write("server.properties", """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=CLIENTS://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=CLIENTS://127.0.0.1:%1$d
                inter.broker.listener.name=CLIENTS
                listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
                broker.heartbeat.interval.ms=500
                broker.session.timeout.ms=3000
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                log.index.size.max.bytes=1048576
                log.cleaner.dedupe.buffer.size=8388608
                num.network.threads=2
                num.io.threads=4
                """.formatted(port, controllerPort, data.resolve("log")));
    }

    private Path write(String name, String content) {
        try {
            Files.createDirectories(data);
            return Files.writeString(data.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected boolean isReady() {
        try (Admin admin = admin(Map.of("default.api.timeout.ms", "20000", "request.timeout.ms", "5000"))) {
            MakeTopics.makeMissing(admin, topics, ONE_REPLICA);
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("interrupted", e);
        }
    }

    /** A new client for administration, which the caller closes. */
    public Admin admin() {
        return admin(Map.of());
    }

    private Admin admin(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrapServers());
        settings.put("reconnect.backoff.ms", "50");
        settings.put("reconnect.backoff.max.ms", "200");
        return Admin.create(settings);
    }
}
