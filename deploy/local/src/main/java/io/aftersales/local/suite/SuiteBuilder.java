package io.aftersales.local.suite;

import io.aftersales.local.process.SuiteException;
import io.aftersales.local.topology.Topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a suite is to be like. Without further choice: all services, one of each, the usual ports, data in the checkout. */
public final class SuiteBuilder {

    /** What is left of a run that was killed ends within this time. */
    private static final Duration LAST_RUN_ENDS = Duration.ofSeconds(30);

    private static final int BETWEEN_REPLICAS = 100;

    /** Its pool, the relay's and one for migrations. */
    private static final int CONNECTIONS_OF_A_REPLICA = 22;

    private static final int CONNECTIONS_OF_OTHERS = 100;

    private final Path checkout;
    private final Topology topology = Topology.load();
    private final Map<String, Map<String, String>> environment = new HashMap<>();
    private final Map<String, Path> builtElsewhere = new HashMap<>();
    private Path data;
    private boolean ephemeral;
    private boolean fresh;
    private boolean revive;
    private boolean recordsClasses;
    private boolean withGateway = true;
    private int replicas = 1;
    private List<Topology.Service> services = topology.services();
    private Ports ports = Ports.shiftedBy(0);
    private Consumer<String> listener = line -> {};

    SuiteBuilder(Path checkout) {
        this.checkout = checkout.toAbsolutePath().normalize();
        this.data = this.checkout.resolve(".aftersales");
    }

    /** Keeps data and logs in this folder. */
    public SuiteBuilder data(Path folder) {
        data = folder.toAbsolutePath().normalize();
        return this;
    }

    /** Keeps nothing: data and logs go to a temporary folder that is removed at the end. */
    public SuiteBuilder ephemeral() {
        try {
            data = Files.createTempDirectory("aftersales-");
        } catch (IOException e) {
            throw new SuiteException("There is no room for temporary data: " + e.getMessage(), e);
        }
        ephemeral = true;
        return this;
    }

    /** Removes what an earlier run kept. */
    public SuiteBuilder fresh() {
        fresh = true;
        return this;
    }

    /** Starts processes again that die without being stopped or killed through the suite. */
    public SuiteBuilder reviveTheDead() {
        revive = true;
        return this;
    }

    /** Lets every JVM leave an archive of its classes, if there is none yet: slower to stop once, quicker to start from then on. */
    public SuiteBuilder recordClasses() {
        recordsClasses = true;
        return this;
    }

    /** Runs so many of each service behind the one gateway, each replica's port 100 above the one before. */
    public SuiteBuilder replicas(int number) {
        if (number < 1) {
            throw new SuiteException("There must be at least 1 replica of each service.");
        }
        replicas = number;
        return this;
    }

    /** Leaves the other services out; the gateway then answers for them that they are away. */
    public SuiteBuilder only(Collection<String> names) {
        List<String> known =
                topology.services().stream().map(Topology.Service::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(unknown -> {
            throw new SuiteException(
                    "There is no service called %s; there are %s.".formatted(unknown, String.join(", ", known)));
        });
        services = topology.services().stream()
                .filter(service -> names.contains(service.name()))
                .toList();
        return this;
    }

    /** Runs these processes, such as {@code accounting-2}, as another checkout built them: an earlier release, for instance. */
    public SuiteBuilder builtIn(Path otherCheckout, String... processes) {
        for (String process : processes) {
            builtElsewhere.put(process, otherCheckout.toAbsolutePath().normalize());
        }
        return this;
    }

    /** Leaves the services and the gateway out, for tests that bring their own. */
    public SuiteBuilder infrastructureOnly() {
        services = List.of();
        withGateway = false;
        return this;
    }

    public SuiteBuilder ports(Ports choice) {
        ports = choice;
        return this;
    }

    /** Gives a service, or {@code gateway}, one more environment variable; it wins over what the suite sets. */
    public SuiteBuilder environment(String service, String variable, String value) {
        environment.computeIfAbsent(service, key -> new HashMap<>()).put(variable, value);
        return this;
    }

    /** Who is told about progress, in lines for a person; called from several threads. */
    public SuiteBuilder listener(Consumer<String> lines) {
        listener = lines;
        return this;
    }

    /**
     * Builds and starts it, and returns when every process is ready.
     *
     * @throws SuiteException as {@link #build} and {@link Suite#start} do
     */
    public Suite start() {
        Suite suite = build();
        suite.start();
        return suite;
    }

    /**
     * Takes the data folder and the ports; nothing runs yet.
     *
     * @throws SuiteException if something is not built, another suite has the folder, or a port is taken
     */
    public Suite build() {
        requireBuilt();
        DataFolder folder = new DataFolder(data, !ephemeral);
        try {
            return new Suite(this, folder, assignPorts(folder));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private Map<String, Integer> assignPorts(DataFolder folder) {
        boolean leftInUse = folder.wasLeftInUse();
        if (leftInUse) {
            listener.accept("The last run was not stopped; what is left of it is given time to end.");
        }
        Map<String, Integer> assigned = ports.assign(usualPorts(), leftInUse ? LAST_RUN_ENDS : Duration.ZERO);
        if (fresh) {
            folder.empty();
        }
        return assigned;
    }

    private Map<String, Integer> usualPorts() {
        Topology.Infrastructure infrastructure = topology.infrastructure();
        Map<String, Integer> usual = new LinkedHashMap<>();
        usual.put("postgres", infrastructure.postgres().port());
        usual.put("kafka", infrastructure.kafka().port());
        usual.put("kafka-controller", infrastructure.kafka().controllerPort());
        usual.put("oidc", infrastructure.oidc().port());
        usual.put("smtp", infrastructure.smtp().port());
        usual.put("gateway", topology.gateway().port());
        for (Topology.Service service : topology.services()) {
            List<String> names = replicaNames(service);
            for (int i = 0; i < names.size(); i++) {
                usual.put(names.get(i), service.port() + i * BETWEEN_REPLICAS);
            }
        }
        return usual;
    }

    /** Where data and logs will be. */
    public Path dataFolder() {
        return data;
    }

    boolean recordsClasses() {
        return recordsClasses;
    }

    boolean revives() {
        return revive;
    }

    Topology topology() {
        return topology;
    }

    boolean includes(Topology.Service service) {
        return services.contains(service);
    }

    /** {@code accounting}, {@code accounting-2}, {@code accounting-3} … */
    List<String> replicaNames(Topology.Service service) {
        return IntStream.rangeClosed(1, replicas)
                .mapToObj(number -> number == 1 ? service.name() : service.name() + "-" + number)
                .toList();
    }

    /** Enough for every replica at its busiest, and for whoever looks on. */
    int connections() {
        return services.size() * replicas * CONNECTIONS_OF_A_REPLICA + CONNECTIONS_OF_OTHERS;
    }

    boolean withGateway() {
        return withGateway;
    }

    /** What {@code ./run} or Maven's package phase built of a module, for a process that runs it. */
    Path jar(String process, String module) {
        return builtElsewhere
                .getOrDefault(process, checkout)
                .resolve(module)
                .resolve("target/quarkus-app/quarkus-run.jar");
    }

    private void requireBuilt() {
        Stream<Path> jars = services.stream()
                .flatMap(service -> replicaNames(service).stream().map(name -> jar(name, service.module())));
        Stream.concat(
                        jars,
                        withGateway
                                ? Stream.of(jar("gateway", topology.gateway().module()))
                                : Stream.empty())
                .filter(jar -> !Files.isRegularFile(jar))
                .findFirst()
                .ifPresent(jar -> {
                    throw new SuiteException("%s is missing: ./run builds it.".formatted(jar));
                });
    }

    Map<String, String> environment(String service, Map<String, String> usual) {
        Map<String, String> all = new HashMap<>(usual);
        all.putAll(environment.getOrDefault(service, Map.of()));
        return all;
    }

    Consumer<String> listener() {
        return listener;
    }
}
