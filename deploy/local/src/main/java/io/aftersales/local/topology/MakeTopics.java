package io.aftersales.local.topology;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** Makes the topology's topics that a broker lacks; those that it has stay as they are. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Makes the topics of aftersales that the broker lacks; leaves those that it has as they are.",
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class MakeTopics implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", required = true, description = "Where Kafka is.")
    private String bootstrapServer;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "1",
            description = "Copies of each record (default: ${DEFAULT-VALUE}).")
    private short replicationFactor;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Further settings of the client, such as how it signs in.")
    private Path commandConfig;

    public static void main(String[] arguments) throws IOException {
        // What it did, or why not, is one line; of the client only what is wrong. Read when the first library logs.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("java.util.logging.config.file", writeLogging().toString());
        System.exit(new CommandLine(new MakeTopics()).execute(arguments));
    }

    private static Path writeLogging() throws IOException {
        Path settings = Files.createTempFile("aftersales-logging", ".properties");
        settings.toFile().deleteOnExit();
        return Files.writeString(settings, """
                handlers=java.util.logging.ConsoleHandler
                .level=WARNING
                """);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Properties client = new Properties();
        if (commandConfig != null) {
            try (InputStream file = Files.newInputStream(commandConfig)) {
                client.load(file);
            }
        }
        client.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer);
        try (Admin admin = Admin.create(client)) {
            Collection<Topic> topics = Topology.load().topics();
            int made = makeMissing(admin, topics, replicationFactor);
            spec.commandLine().getOut().printf("%d topics, %d of them new%n", topics.size(), made);
            return CommandLine.ExitCode.OK;
        } catch (ExecutionException e) {
            spec.commandLine()
                    .getErr()
                    .println("The topics were not made: " + e.getCause().getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /**
     * Makes those that the broker lacks and returns how many they were.
     *
     * @throws ExecutionException if the broker refuses or does not answer in the client's time
     */
    public static int makeMissing(Admin admin, Collection<Topic> topics, short replicationFactor)
            throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !present.contains(topic.name()))
                .map(topic ->
                        new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(topic.settings()))
                .toList();
        admin.createTopics(missing).all().get();
        return missing.size();
    }
}
