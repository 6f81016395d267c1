package io.aftersales.testkit;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL and Kafka as containers, which Testcontainers removes after the JVM. The images are the official ones unless
 * {@code -Dinfra.postgres.image} and {@code -Dinfra.kafka.image} name substitutes.
 */
final class ContainerServers implements Servers {

    private static final String POSTGRES_IMAGE = "postgres";
    private static final String KAFKA_IMAGE = "apache/kafka";

    private final String durable;

    ContainerServers(boolean durable) {
        this.durable = durable ? "on" : "off";
    }

    @Override
    public PostgresServer startPostgres() {
        DockerImageName image = DockerImageName.parse(
                        System.getProperty("infra.postgres.image", POSTGRES_IMAGE + ":17"))
                .asCompatibleSubstituteFor(POSTGRES_IMAGE);
        PostgreSQLContainer postgres = new PostgreSQLContainer(image);
        postgres.setCommand(
                "postgres",
                "-c",
                "fsync=" + durable,
                "-c",
                "synchronous_commit=" + durable,
                "-c",
                "full_page_writes=" + durable,
                "-c",
                "max_connections=200",
                "-c",
                "timezone=UTC");
        postgres.start();
        return new PostgresServer(
                postgres.getHost(),
                postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                postgres.getUsername(),
                postgres.getPassword());
    }

    @Override
    public String startKafka() {
        DockerImageName image = DockerImageName.parse(System.getProperty("infra.kafka.image", KAFKA_IMAGE + ":4.1.2"))
                .asCompatibleSubstituteFor(KAFKA_IMAGE);
        KafkaContainer kafka = new KafkaContainer(image)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        kafka.start();
        String id = kafka.getContainerId();
        KafkaSwitch.register(
                () -> kafka.getDockerClient().pauseContainerCmd(id).exec(),
                () -> kafka.getDockerClient().unpauseContainerCmd(id).exec());
        return kafka.getBootstrapServers();
    }
}
