package io.aftersales.kubernetes.truth;

import io.aftersales.local.topology.Topology;
import io.aftersales.testkit.Json;
import io.aftersales.testkit.contract.AsyncApi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the project says of itself, outside of the manifests: the topology, the contracts, the modules and their settings. */
public final class Project {

    private static final Project THIS = new Project();
    private static final Pattern IMAGE_OF_OTHERS = Pattern.compile("\\$\\{[A-Z]+_IMAGE:-([^}]+)}");
    private static final Pattern VERSION = Pattern.compile("<artifactId>aftersales</artifactId>\\s*<version>([^<]+)<");

    private final Path root = io.aftersales.testkit.Project.root();
    private final Topology topology = Topology.load();
    private final AsyncApi messages = AsyncApi.read();
    private final Configuration configuration = new Configuration(root);

    private Project() {}

    public static Project read() {
        return THIS;
    }

    /** The folder of the manifests. */
    public Path manifests() {
        return root.resolve("deploy/kubernetes");
    }

    /** What operators are told. */
    public String readme() {
        return text(manifests().resolve("README.md"));
    }

    /** What those are told who install without a cluster. */
    public String guide() {
        return text(root.resolve("docs/install.md"));
    }

    public Topology topology() {
        return topology;
    }

    public Configuration configuration() {
        return configuration;
    }

    public Optional<Topology.Service> service(String name) {
        return topology.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst();
    }

    /** The service that this Maven module builds. */
    public Optional<Topology.Service> serviceOfModule(String module) {
        return topology.services().stream()
                .filter(service -> service.module().equals(module))
                .findFirst();
    }

    public boolean isGateway(String module) {
        return topology.gateway().module().equals(module);
    }

    /** The modules that run: the services' and the gateway's. */
    public List<String> modules() {
        return Stream.concat(
                        topology.services().stream().map(Topology.Service::module),
                        Stream.of(topology.gateway().module()))
                .toList();
    }

    /** The port on which the module's application listens. */
    public int port(String module) {
        return isGateway(module)
                ? topology.gateway().port()
                : serviceOfModule(module).orElseThrow().port();
    }

    /** The topics that the service reads, as the contracts have it. */
    public TreeSet<String> readBy(String service) {
        return new TreeSet<>(messages.receivedBy(service));
    }

    /** The topics that the service writes, as the contracts have it. */
    public TreeSet<String> writtenBy(String service) {
        TreeSet<String> written = new TreeSet<>();
        topology.topics().forEach(topic -> {
            if (messages.sendersTo(topic.name()).contains(service)) {
                written.add(topic.name());
            }
        });
        return written;
    }

    public int partitions(String topic) {
        return topology.topics().stream()
                .filter(known -> known.name().equals(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the topology has no topic " + topic))
                .partitions();
    }

    /** Whether the module has the suite's outgoing mail among its libraries. */
    public boolean sendsMail(String module) {
        return text(root.resolve(module).resolve("pom.xml")).contains("<artifactId>aftersales-platform-mail<");
    }

    /** The realm that compose and Kubernetes import. */
    public String realm() {
        return Json.read(text(root.resolve("deploy/keycloak/realm.json")))
                .path("realm")
                .asText();
    }

    public String version() {
        Matcher version = VERSION.matcher(text(root.resolve("pom.xml")));
        if (!version.find()) {
            throw new IllegalStateException("pom.xml has no version");
        }
        return version.group(1);
    }

    /** The images of others that compose runs where nobody names another. */
    public Set<String> imagesOfCompose() {
        return IMAGE_OF_OTHERS
                .matcher(text(root.resolve("deploy/compose/compose.yaml")))
                .results()
                .map(image -> image.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
