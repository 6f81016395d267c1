package io.aftersales.systemtests.bench.bare;

import io.aftersales.local.suite.Suite;
import io.aftersales.systemtests.bench.load.Measured;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * What a refund's hops take with nothing else in them: three PostgreSQL commits and two Kafka hops, by outbox, relay, inbox
 * and batches, in two processes with the settings of the suite's services. No domain, no HTTP, no tokens, no gateway, and a
 * driver that costs less than the suite's.
 */
public final class BarePipeline implements AutoCloseable {

    /** As the runner gives the services. */
    private static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-Xms32m",
            "-Xmx192m",
            "-Dslf4j.internal.verbosity=ERROR",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            System.getProperty("java.class.path"),
            BareProcess.class.getName());

    private final Process doing;
    private final Process asking;

    private BarePipeline(Process doing, Process asking) {
        this.doing = doing;
        this.asking = asking;
    }

    /** Starts it anew on this PostgreSQL and Kafka, in the two databases that no service uses there. */
    public static BarePipeline on(Suite infrastructure) {
        String asking = infrastructure.database().jdbcUrl("helpdesk");
        String doing = infrastructure.database().jdbcUrl("accounting");
        try (Admin admin = infrastructure.broker().admin()) {
            Settings.createTables(asking);
            Settings.createTables(doing);
            createTopics(admin);
            String broker = infrastructure.broker().bootstrapServers();
            return new BarePipeline(start("doing", doing, broker), start("asking", asking, broker));
        } catch (SQLException e) {
            throw new IllegalStateException("the bare pipeline's tables cannot be made", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createTopics(Admin admin) {
        try {
            List<String> missing = List.of(Settings.COMMANDS, Settings.ANSWERS);
            if (!admin.listTopics().names().get().containsAll(missing)) {
                admin.createTopics(missing.stream()
                                .map(name -> new NewTopic(name, Settings.PARTITIONS, (short) 1))
                                .toList())
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the bare pipeline's topics cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Process start(String role, String jdbcUrl, String broker) throws IOException {
        List<String> command = new ArrayList<>(JVM);
        command.addAll(List.of(role, jdbcUrl, broker));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Its two processes, by name. */
    public Map<String, ProcessHandle> processes() {
        return Map.of("asking", asking.toHandle(), "doing", doing.toHandle());
    }

    /** By so many callers, as fast as they are answered. */
    public Measured byCallers(int callers, int count) {
        return run("callers %d %d".formatted(callers, count));
    }

    /** So many a second, latency corrected for coordinated omission. */
    public Measured atRate(int perSecond, int count) {
        return run("rate %d %d".formatted(perSecond, count));
    }

    private Measured run(String load) {
        try {
            Writer input = asking.outputWriter(StandardCharsets.UTF_8);
            input.write(load + "\n");
            input.flush();
            BufferedReader output = asking.inputReader(StandardCharsets.UTF_8);
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("the bare pipeline has ended");
            }
            return Measured.decode(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends both processes. */
    @Override
    public void close() {
        List.of(asking, doing).forEach(process -> {
            process.destroy();
            process.onExit().join();
        });
    }
}
