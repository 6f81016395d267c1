package io.aftersales.testkit;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostgreSQL as a child process and Kafka within this JVM: needs no Docker. */
final class EmbeddedServers implements Servers {

    private static final String HOST = "127.0.0.1";

    private final String durable;

    EmbeddedServers(boolean durable) {
        this.durable = durable ? "on" : "off";
    }

    @Override
    public PostgresServer startPostgres() {
        try {
            int port = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", durable)
                    .setServerConfig("synchronous_commit", durable)
                    .setServerConfig("full_page_writes", durable)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("timezone", "UTC")
                    .start()
                    .getPort();
            return new PostgresServer(HOST, port, "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    @Override
    public String startKafka() {
        int port = FreePort.find();
        Path data = temporaryFolder();
        EmbeddedKafkaBroker broker = new EmbeddedKafkaBroker()
                .withKafkaHost(HOST)
                .withKafkaPort(port)
                .withDeleteLogDirsOnClose(false)
                .withAdditionalProperties(properties -> {
                    properties.put("log.dir", data.toString());
                    // Without it, the controller takes the broker for alive for seconds after a restart.
                    properties.put("controlled.shutdown.enable", "true");
                    properties.put("auto.create.topics.enable", "false");
                    properties.put("group.initial.rebalance.delay.ms", "0");
                });
        broker.start();
        KafkaSwitch.register(broker::close, broker::start);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopForGood(broker, data), "stop Kafka"));
        return HOST + ":" + port;
    }

    private static void stopForGood(EmbeddedKafkaBroker broker, Path data) {
        broker.close();
        try {
            Utils.delete(data.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("left behind: " + data, e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("aftersales-kafka");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder", e);
        }
    }
}
