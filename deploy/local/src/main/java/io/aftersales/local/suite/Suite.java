package io.aftersales.local.suite;

import io.aftersales.local.identity.IdentityProvider;
import io.aftersales.local.process.Broker;
import io.aftersales.local.process.Database;
import io.aftersales.local.process.JvmPart;
import io.aftersales.local.process.Part;
import io.aftersales.local.process.Place;
import io.aftersales.local.process.ServiceProcess;
import io.aftersales.local.process.SuiteException;
import io.aftersales.local.process.Watchdog;
import io.aftersales.local.topology.Topology;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The whole suite on this machine: PostgreSQL, Kafka, a token issuer, a mail catcher, the services and the gateway.
 * Every process has a name ({@code postgres}, {@code kafka}, {@code gateway}, {@code helpdesk}, {@code accounting-2} …)
 * by which it is stopped, killed and started again while the others go on.
 *
 * <pre>{@code
 * try (Suite suite = Suite.in(checkout).ephemeral().ports(Ports.free()).replicas(2).start()) {
 *     String token = suite.identity().token("agnes");
 *     suite.part("accounting-2").kill();
 *     … suite.gateway().url() … suite.database().jdbcUrl("helpdesk") … suite.broker().bootstrapServers() …
 *     suite.part("accounting-2").start();
 * }
 * }</pre>
 */
public final class Suite implements AutoCloseable {

    /** How often a part is named that is still being waited for. */
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(20);

    private final Consumer<String> say;
    private final DataFolder folder;
    private final HttpClient http;
    private final Watchdog watchdog;
    private final Starts starts;
    private final boolean revives;
    private final Revival revival;
    private final Database database;
    private final Broker broker;
    private final IdentityProvider identity;
    private final MailCatcher mail;
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final ServiceProcess gateway;
    private final SuiteApi api;
    private final List<Part> parts = new ArrayList<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    /** A suite of the modules built in this checkout. */
    public static SuiteBuilder in(Path checkout) {
        return new SuiteBuilder(checkout);
    }

    Suite(SuiteBuilder chosen, DataFolder folder, Map<String, Integer> ports) {
        Topology topology = chosen.topology();
        this.http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        this.say = chosen.listener();
        this.folder = folder;
        this.watchdog = new Watchdog();
        this.starts = new Starts(say, BETWEEN_WORDS);
        this.revives = chosen.revives();
        this.revival = new Revival(say);
        this.database = new Database(
                folder.resolve("postgres"),
                ports.get("postgres"),
                topology.services().stream().map(Topology.Service::database).toList(),
                chosen.connections(),
                folder.log("postgres"),
                watchdog);
        this.broker = new Broker(
                folder.resolve("kafka"),
                ports.get("kafka"),
                ports.get("kafka-controller"),
                topology.topics(),
                new Place(folder.log("kafka"), watchdog, chosen.recordsClasses()));
        this.identity = new IdentityProvider(ports.get("oidc"), folder.path(), http);
        this.mail = new MailCatcher(ports.get("smtp"));

        Map<String, String> gatewayEnvironment = new HashMap<>(commonEnvironment());
        gatewayEnvironment.put("QUARKUS_SHUTDOWN_DELAY", "0S");
        gatewayEnvironment.put("QUARKUS_SHUTDOWN_TIMEOUT", "10S");
        for (Topology.Service service : topology.services()) {
            List<String> names = chosen.replicaNames(service);
            String prefix = "GATEWAY_SERVICES_" + service.name().toUpperCase(Locale.ROOT);
            gatewayEnvironment.put(
                    prefix + "_ADDRESSES",
                    String.join(
                            ",",
                            names.stream()
                                    .map(name -> "127.0.0.1:" + ports.get(name))
                                    .toList()));
            gatewayEnvironment.put(prefix + "_PATHS", String.join(",", service.paths()));
            if (chosen.includes(service)) {
                for (String name : names) {
                    services.put(
                            name,
                            new ServiceProcess(
                                    name,
                                    chosen.jar(name, service.module()),
                                    ports.get(name),
                                    chosen.environment(service.name(), environment(service, names.size() > 1)),
                                    http,
                                    new Place(folder.log(name), watchdog, chosen.recordsClasses())));
                }
            }
        }
        this.gateway = new ServiceProcess(
                "gateway",
                chosen.jar("gateway", topology.gateway().module()),
                ports.get("gateway"),
                chosen.environment("gateway", gatewayEnvironment),
                http,
                new Place(folder.log("gateway"), watchdog, chosen.recordsClasses()));
        this.api = new SuiteApi(ports.get("gateway"), identity.clientView(), http);
        parts.add(database);
        parts.add(broker);
        parts.addAll(services.values());
        if (chosen.withGateway()) {
            parts.add(gateway);
        }
    }

    private Map<String, String> commonEnvironment() {
        return Map.of("QUARKUS_OIDC_AUTH_SERVER_URL", identity.issuer().toString());
    }

    /** @param hasReplicas whether others go on when one ends: it then ends as slowly as they need to leave it out */
    private Map<String, String> environment(Topology.Service service, boolean hasReplicas) {
        Map<String, String> environment = new HashMap<>(commonEnvironment());
        if (!hasReplicas) {
            environment.put("QUARKUS_SHUTDOWN_DELAY", "0S");
        }
        environment.put("AFTERSALES_DATABASE_HOST", "127.0.0.1");
        environment.put("AFTERSALES_DATABASE_PORT", Integer.toString(database.port()));
        environment.put("AFTERSALES_DATABASE_NAME", service.database());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("QUARKUS_MAILER_HOST", "127.0.0.1");
        environment.put("QUARKUS_MAILER_PORT", Integer.toString(mail.port()));
        return environment;
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @throws SuiteException if something does not start, or the suite is closed meanwhile; it is closed in any case then
     */
    public void start() {
        try {
            startAll();
        } catch (RuntimeException e) {
            try {
                close();
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private void startAll() {
        folder.markInUse();
        atOnce(Stream.of(
                () -> start(database, "PostgreSQL"),
                () -> start(broker, "Kafka"),
                () -> timed("Token issuer", identity.issuer().toString(), identity::start),
                () -> timed("Mail catcher", "port " + mail.port(), mail::start)));
        atOnce(parts.stream()
                .filter(ServiceProcess.class::isInstance)
                .map(service -> () -> start(service, service.name())));
        if (revives) {
            parts.forEach(revival::watch);
        }
    }

    private void start(Part part, String label) {
        timed(label, "port " + part.port(), part::start);
    }

    private void timed(String label, String where, Runnable start) {
        if (closing.get()) {
            throw new SuiteException("The suite is stopping.");
        }
        starts.run(label, where, start);
    }

    private static void atOnce(Stream<Runnable> tasks) {
        List<CompletableFuture<Void>> running = tasks.map(task -> {
                    CompletableFuture<Void> done = new CompletableFuture<>();
                    Thread thread = new Thread(() -> {
                        try {
                            task.run();
                            done.complete(null);
                        } catch (RuntimeException | Error e) {
                            done.completeExceptionally(e);
                        }
                    });
                    thread.setDaemon(true);
                    thread.start();
                    return done;
                })
                .toList();
        try {
            running.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            if (e.getCause() instanceof SuiteException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Every process, in the order in which they are started. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /**
     * The process of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Part part(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process is called " + name));
    }

    /** All replicas of the services, without the gateway. */
    public Collection<ServiceProcess> services() {
        return List.copyOf(services.values());
    }

    public ServiceProcess gateway() {
        return gateway;
    }

    /** The base of the REST API: {@code http://127.0.0.1:8080/api/v1/}. */
    public URI api() {
        return api.base();
    }

    /** The API and its users. */
    public SuiteApi clientView() {
        return api;
    }

    public Database database() {
        return database;
    }

    public Broker broker() {
        return broker;
    }

    public IdentityProvider identity() {
        return identity;
    }

    public MailCatcher mail() {
        return mail;
    }

    /** Holds the data of PostgreSQL and Kafka, and the logs. */
    public Path dataFolder() {
        return folder.path();
    }

    /** What all processes take together in KiB, shared pages counted once (PSS); empty where the system does not tell. */
    public OptionalLong memory() {
        return Memory.ofAll(Stream.concat(
                Stream.of(ProcessHandle.current()),
                parts.stream()
                        .filter(Part::isRunning)
                        .flatMap(part -> ProcessHandle.of(part.pid()).stream())
                        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))));
    }

    /** Whether {@link #close} was called. */
    public boolean isClosing() {
        return closing.get();
    }

    /** Stops everything, what was started last first, and gives the data folder back. Does nothing the second time. */
    @Override
    public void close() {
        if (closing.getAndSet(true)) {
            return;
        }
        if (parts.stream().anyMatch(part -> part instanceof JvmPart jvm && jvm.isRecordingClasses())) {
            say.accept("  (the first stop after a build takes longer: it keeps what makes the next starts quicker)");
        }
        List<RuntimeException> failures = Collections.synchronizedList(new ArrayList<>());
        attempt(failures, revival::close);
        attempt(failures, () -> stop(gateway));
        atOnce(services.values().stream().map(service -> () -> attempt(failures, () -> stop(service))));
        attempt(failures, mail::close);
        attempt(failures, identity::close);
        attempt(failures, () -> stop(broker));
        attempt(failures, () -> stop(database));
        attempt(failures, starts::close);
        attempt(failures, watchdog::close);
        attempt(failures, folder::close);
        if (!failures.isEmpty()) {
            RuntimeException first = failures.remove(0);
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    /** What cannot be stopped keeps nothing else from being stopped. */
    private static void attempt(List<RuntimeException> failures, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private void stop(Part part) {
        if (part.isRunning()) {
            part.stop();
            say.accept("  %-14s stopped".formatted(part.name()));
        }
    }
}
