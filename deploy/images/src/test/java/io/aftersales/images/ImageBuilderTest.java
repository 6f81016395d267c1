package io.aftersales.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Images of two small applications, laid out as Quarkus does, on a base of one file. */
class ImageBuilderTest {

    private static final Defaults DEFAULTS = Defaults.load();

    @TempDir
    Path folder;

    private Defaults settings;
    private Application helpdesk;
    private Application gateway;

    @BeforeEach
    void makesBaseAndApplications() throws Exception {
        Path os = write("os-release", "NAME=tiny");
        Path base = folder.resolve("base.tar");
        Jib.fromScratch()
                .addLayer(List.of(os), AbsoluteUnixPath.get("/etc"))
                .containerize(Containerizer.to(TarImage.at(base).named("tiny"))
                        .setBaseImageLayersCache(folder.resolve("base-cache"))
                        .setApplicationLayersCache(folder.resolve("base-cache")));
        settings =
                new Defaults("registry.example/suite", "1.2.3", DEFAULTS.created(), "tar://" + base, DEFAULTS.user());
        helpdesk = application("helpdesk-service", true, "org.hibernate.orm-7.jar", "io.quarkus.mailer-3.jar");
        gateway = application("gateway", false, "io.vertx.proxy-4.jar");
    }

    private Application application(String module, boolean service, String... libraries) throws IOException {
        Path app = folder.resolve(module).resolve("target/quarkus-app");
        write(module + "/target/quarkus-app/quarkus-run.jar", module);
        write(module + "/target/quarkus-app/app/" + module + "-1.jar", module);
        write(module + "/target/quarkus-app/quarkus/generated-bytecode.jar", module);
        write(module + "/target/quarkus-app/lib/main/io.aftersales.aftersales-platform-web-1.jar", "platform");
        write(module + "/target/quarkus-app/lib/boot/io.quarkus.bootstrap-3.jar", "bootstrap");
        for (String library : libraries) {
            write(module + "/target/quarkus-app/lib/main/" + library, library);
        }
        return new Application(module, "Of a test", 8081, service, app.getParent());
    }

    private Path write(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    private Path sbom() throws IOException {
        return write("sbom.json", "{}");
    }

    private JibContainer build(Application application, Path tar, String cache) throws IOException {
        ImageBuilder builder = new ImageBuilder(settings, "abc123", folder.resolve(cache));
        Layers layers = new Layers(List.of(helpdesk, gateway));
        return builder.save(
                builder.application(application, layers.of(application, sbom())), application.module(), tar);
    }

    @Test
    void hasTheDependenciesBelowTheApplicationAndTheSharedOnesLowest() throws Exception {
        Path tar = folder.resolve("helpdesk.tar");
        build(helpdesk, tar, "cache");

        List<ImageTar.Layer> layers = ImageTar.read(tar).layers();

        assertThat(layers)
                .extracting(ImageTar.Layer::name)
                .containsExactly(
                        ImageTar.BASE,
                        "libraries of all",
                        "libraries of the services",
                        "platform",
                        "quarkus",
                        "application",
                        "sbom");
        assertThat(layers.get(0).files()).containsExactly("etc/os-release");
        assertThat(layers.get(1).files()).containsExactly("app/lib/boot/io.quarkus.bootstrap-3.jar");
        assertThat(layers.get(2).files())
                .containsExactly("app/lib/main/io.quarkus.mailer-3.jar", "app/lib/main/org.hibernate.orm-7.jar");
        assertThat(layers.get(3).files()).containsExactly("app/lib/main/io.aftersales.aftersales-platform-web-1.jar");
        assertThat(layers.get(4).files()).containsExactly("app/quarkus/generated-bytecode.jar");
        assertThat(layers.get(5).files()).containsExactly("app/app/helpdesk-service-1.jar", "app/quarkus-run.jar");
        assertThat(layers.get(6).files()).containsExactly("app/sbom.json");
    }

    @Test
    void keepsWhatApplicationsHaveInCommonInOneLayer() throws Exception {
        build(helpdesk, folder.resolve("helpdesk.tar"), "cache");
        build(gateway, folder.resolve("gateway.tar"), "cache");

        assertThat(ImageTar.read(folder.resolve("gateway.tar")).layers().get(1).file())
                .isEqualTo(ImageTar.read(folder.resolve("helpdesk.tar"))
                        .layers()
                        .get(1)
                        .file());
    }

    @Test
    void runsAsANumericUserAndSaysWhatItIs() throws Exception {
        Path tar = folder.resolve("helpdesk.tar");
        build(helpdesk, tar, "cache");

        ImageTar image = ImageTar.read(tar);

        assertThat(image.name()).isEqualTo("registry.example/suite/helpdesk-service:1.2.3");
        assertThat(image.user()).matches("[1-9]\\d*:[1-9]\\d*");
        assertThat(image.entrypoint()).startsWith("java").endsWith("-jar", "/app/quarkus-run.jar");
        assertThat(image.labels())
                .containsEntry("org.opencontainers.image.title", "helpdesk-service")
                .containsEntry("org.opencontainers.image.version", "1.2.3")
                .containsEntry("org.opencontainers.image.revision", "abc123")
                .containsEntry(
                        "org.opencontainers.image.created", DEFAULTS.created().toString());
    }

    @Test
    void isTheSameToTheBitWhenItIsBuiltAgain() throws Exception {
        JibContainer first = build(helpdesk, folder.resolve("first.tar"), "one-cache");
        Files.setLastModifiedTime(
                helpdesk.folder().resolve("quarkus-run.jar"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

        JibContainer second = build(helpdesk, folder.resolve("second.tar"), "another-cache");

        assertThat(second.getDigest()).isEqualTo(first.getDigest());
        assertThat(folder.resolve("second.tar")).hasSameBinaryContentAs(folder.resolve("first.tar"));
    }

    @Test
    void hasABaseWithADigestUnlessToldOtherwise() {
        assertThat(DEFAULTS.base()).matches(".+@sha256:[0-9a-f]{64}");
    }

    @Test
    void refusesABillOfMaterialsThatLacksAJar() throws Exception {
        Path partial = write("partial.json", """
                {"components": [{"group": "io.aftersales", "name": "aftersales-platform-web", "version": "1",
                  "purl": "pkg:maven/io.aftersales/aftersales-platform-web@1?type=jar"}]}
                """);

        assertThatThrownBy(() -> Sbom.read(partial).requireAll(helpdesk.folder().resolve("lib")))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("io.quarkus.mailer-3.jar")
                .hasMessageNotContaining("platform-web");
    }
}
