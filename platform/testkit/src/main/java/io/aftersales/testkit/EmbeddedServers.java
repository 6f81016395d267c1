package io.aftersales.testkit;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;

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
        EmbeddedKafkaBroker broker = new EmbeddedKafkaBroker()
                .withKafkaHost(HOST)
                .withAdditionalProperties(properties -> {
                    properties.put("auto.create.topics.enable", "false");
                    properties.put("group.initial.rebalance.delay.ms", "0");
                })
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop Kafka"));
        return broker.getAdvertisedListeners().replaceFirst("^[A-Z]+://", "");
    }
}
