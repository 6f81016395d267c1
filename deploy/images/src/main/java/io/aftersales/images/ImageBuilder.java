package io.aftersales.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * Makes images of applications. The same files, base, names and revision make the same image to the bit: layers hold their files in
 * order and with one time stamp, and the image bears the build's.
 *
 * <p>An image runs as a numeric user that owns none of its files, and writes nowhere but below {@code /tmp}.
 */
final class ImageBuilder {

    /** Who the layers say that they were made by. */
    static final String TOOL = "aftersales-images";

    /** The processes of one machine share its processors and memory; heap and the rest fit the container's limit. */
    private static final List<String> JVM = List.of(
            "java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData");

    private final Defaults settings;
    private final String revision;
    private final Path cache;

    /**
     * @param settings names, version, base image and user
     * @param revision what was built, as the version control names it
     * @param cache folder for layers, kept between builds
     */
    ImageBuilder(Defaults settings, String revision, Path cache) {
        this.settings = settings;
        this.revision = revision;
        this.cache = cache;
    }

    /** The name of a module's image, with its tag. */
    String name(String module) {
        return "%s/%s:%s".formatted(settings.repository(), module, settings.version());
    }

    /** An application with these layers. */
    JibContainerBuilder application(Application application, List<FileEntriesLayer> layers) {
        List<String> entrypoint = new ArrayList<>(JVM);
        entrypoint.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        entrypoint.add("-jar");
        entrypoint.add(Layers.HOME.resolve("quarkus-run.jar").toString());
        return image(application.module(), application.description(), layers)
                .setEntrypoint(entrypoint)
                .addExposedPort(Port.tcp(application.port()));
    }

    /** The tool that makes the topology's topics, with these layers. It logs nothing: what it did, or why not, is one line. */
    JibContainerBuilder topics(List<FileEntriesLayer> layers) {
        List<String> entrypoint = new ArrayList<>(JVM);
        entrypoint.add("-Dslf4j.internal.verbosity=ERROR");
        entrypoint.addAll(List.of("-cp", Layers.HOME + "/*:" + Layers.HOME + "/lib/*", TopicsTool.MAIN_CLASS));
        return image(TopicsTool.NAME, "Makes the Kafka topics of aftersales", layers)
                .setEntrypoint(entrypoint);
    }

    private JibContainerBuilder image(String module, String description, List<FileEntriesLayer> layers) {
        try {
            return Jib.from(settings.base())
                    .setFileEntriesLayers(layers)
                    .setCreationTime(settings.created())
                    .setUser(settings.user())
                    .setWorkingDirectory(Layers.HOME)
                    .setLabels(labels(module, description));
        } catch (InvalidImageReferenceException e) {
            throw new ImageException("The base image's name is not one: " + settings.base(), e);
        }
    }

    private Map<String, String> labels(String module, String description) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("org.opencontainers.image.title", module);
        labels.put("org.opencontainers.image.description", description);
        labels.put("org.opencontainers.image.version", settings.version());
        labels.put("org.opencontainers.image.revision", revision);
        labels.put("org.opencontainers.image.created", settings.created().toString());
        if (!settings.base().startsWith("tar://")) {
            String[] parts = settings.base().split("@", 2);
            labels.put("org.opencontainers.image.base.name", parts[0]);
            if (parts.length == 2) {
                labels.put("org.opencontainers.image.base.digest", parts[1]);
            }
        }
        return labels;
    }

    /** Writes the image as {@code docker load} reads it. */
    JibContainer save(JibContainerBuilder image, String module, Path tar) {
        try {
            Files.createDirectories(tar.getParent());
            return containerize(image, Containerizer.to(TarImage.at(tar).named(name(module))));
        } catch (IOException | InvalidImageReferenceException e) {
            throw new ImageException("%s was not written: %s".formatted(tar, e.getMessage()), e);
        }
    }

    /**
     * Sends the image to its registry, with the credentials of Docker's configuration file.
     *
     * @param platforms such as {@code linux/arm64}; the base image must have them
     */
    JibContainer push(JibContainerBuilder image, String module, List<String> platforms) {
        try {
            ImageReference name = ImageReference.parse(name(module));
            image.setPlatforms(
                    Set.copyOf(platforms.stream().map(ImageBuilder::platform).toList()));
            RegistryImage target = RegistryImage.named(name)
                    .addCredentialRetriever(CredentialRetrieverFactory.forImage(name, event -> {})
                            .dockerConfig());
            return containerize(image, Containerizer.to(target));
        } catch (IOException | InvalidImageReferenceException e) {
            throw new ImageException("%s was not pushed: %s".formatted(name(module), e.getMessage()), e);
        }
    }

    private static Platform platform(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("/");
        if (parts.length != 2) {
            throw new ImageException("A platform is written as linux/amd64, not " + text);
        }
        return new Platform(parts[1], parts[0]);
    }

    private JibContainer containerize(JibContainerBuilder image, Containerizer target) throws IOException {
        try {
            return image.containerize(target.setBaseImageLayersCache(cache.resolve("base"))
                    .setApplicationLayersCache(cache.resolve("application"))
                    .setToolName(TOOL)
                    .setToolVersion(settings.version()));
        } catch (RegistryException | CacheDirectoryCreationException | ExecutionException e) {
            throw new ImageException("The image was not made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("interrupted", e);
        }
    }
}
