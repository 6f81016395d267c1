package io.aftersales.images;

import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import io.aftersales.local.topology.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the images of what was packaged, and says what is in each. */
@Command(
        name = "deploy/images/build",
        mixinStandardHelpOptions = true,
        description = {
            "Builds the images of the services, the gateway and the topics tool, without Docker. They are written to"
                    + " deploy/images/target/images, for docker load, or pushed to their registry."
        },
        sortOptions = false,
        usageHelpAutoWidth = true)
final class BuildCommand implements Runnable {

    private final Defaults defaults = Defaults.load();
    private final Path checkout;
    private final Path target;
    private final String revision;
    private final Map<String, List<String>> filesOfLayers = new HashMap<>();

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--base",
            paramLabel = "IMAGE",
            description =
                    "Base image with a Java runtime, 17 or newer: a name with digest, or tar://FILE as docker save writes it.")
    private String base = defaults.base();

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description = "What the names begin with (default: ${DEFAULT-VALUE}).")
    private String repository = defaults.repository();

    @Option(names = "--tag", paramLabel = "TAG", description = "Their tag (default: ${DEFAULT-VALUE}).")
    private String tag = defaults.version();

    @Option(names = "--push", description = "Push them, with the credentials of Docker's configuration file.")
    private boolean push;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            split = ",",
            defaultValue = "linux/amd64,linux/arm64",
            description = "With --push: what the images are for (default: ${DEFAULT-VALUE}).")
    private List<String> platforms;

    BuildCommand(Path checkout, String revision) {
        this.checkout = checkout;
        this.target = checkout.resolve("deploy/images/target");
        this.revision = revision;
    }

    @Override
    public void run() {
        Defaults settings = new Defaults(repository, tag, defaults.created(), base, defaults.user());
        ImageBuilder builder = new ImageBuilder(settings, revision, target.resolve("cache"));
        List<Application> applications = Application.of(Topology.load(), checkout);
        Layers layers = new Layers(applications);
        for (Application application : applications) {
            Sbom sbom = Sbom.in(application.target());
            sbom.requireAll(application.folder().resolve("lib"));
            Path document = write(sbom, application.module());
            finish(
                    builder,
                    builder.application(application, layers.of(application, document)),
                    application.module(),
                    sbom);
        }
        TopicsTool topics = TopicsTool.in(checkout);
        Sbom sbom = Sbom.in(topics.target()).of(topics.jars());
        finish(builder, builder.topics(topics.layers(write(sbom, TopicsTool.NAME))), TopicsTool.NAME, sbom);
        out().flush();
    }

    private Path write(Sbom sbom, String module) {
        Path file = target.resolve("sbom").resolve(module + ".json");
        sbom.write(file, defaults.created());
        return file;
    }

    private void finish(ImageBuilder builder, JibContainerBuilder image, String module, Sbom sbom) {
        if (push) {
            JibContainer pushed = builder.push(image, module, platforms);
            out().printf("%s@%s%n", builder.name(module), pushed.getDigest());
            return;
        }
        Path tar = target.resolve("images").resolve(module + ".tar");
        JibContainer saved = builder.save(image, module, tar);
        ImageTar content = ImageTar.read(tar, filesOfLayers);
        out().printf(
                        Locale.ROOT,
                        "%s@%s%n  %s, %.1f MB, user %s, %d components%n",
                        content.name(),
                        saved.getDigest(),
                        checkout.relativize(tar),
                        content.bytes() / 1e6,
                        content.user(),
                        sbom.components());
        for (ImageTar.Layer layer : content.layers()) {
            out().printf(
                            Locale.ROOT,
                            "  %8.2f MB %5d files  %s%n",
                            layer.bytes() / 1e6,
                            layer.files().size(),
                            layer.name());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
