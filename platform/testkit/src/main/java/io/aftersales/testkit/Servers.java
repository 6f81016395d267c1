package io.aftersales.testkit;

/** Where PostgreSQL and Kafka come from. Both run until the JVM ends. */
interface Servers {

    /** Starts PostgreSQL 17 and waits until it takes connections. */
    PostgresServer startPostgres();

    /** Starts one Kafka broker, with auto-creation of topics off, and returns its bootstrap servers. */
    String startKafka();

    /** As {@code -Dinfra=embedded} (the default) or {@code -Dinfra=containers} asks. */
    static Servers chosen() {
        boolean durable = Boolean.getBoolean("infra.durable");
        String mode = System.getProperty("infra", "embedded");
        return switch (mode) {
            case "embedded" -> new EmbeddedServers(durable);
            case "containers" -> new ContainerServers(durable);
            default -> throw new IllegalArgumentException("-Dinfra is embedded or containers, not " + mode);
        };
    }

    /** A PostgreSQL with a user that may create databases. */
    record PostgresServer(String host, int port, String user, String password) {

        String jdbcUrl(String database) {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
        }
    }
}
