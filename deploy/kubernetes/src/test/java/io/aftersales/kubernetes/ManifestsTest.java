package io.aftersales.kubernetes;

import io.aftersales.kubernetes.check.Check;
import io.aftersales.kubernetes.check.DefinitionCheck;
import io.aftersales.kubernetes.render.Kubectl;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

class ManifestsTest {

    private static final Kubectl KUBECTL = Kubectl.find();

    private final Project project = Project.read();

    @TestFactory
    Stream<DynamicContainer> everyOverlayIsDrawnAndKeepsEveryCheck() throws IOException {
        return overlays().stream().map(overlay -> {
            Manifests manifests = Manifests.parse(KUBECTL.kustomize(overlay));
            return dynamicContainer(
                    overlay.getFileName().toString(),
                    Check.all().stream()
                            .map(check -> dynamicTest(
                                    check.title(),
                                    () -> assertThat(check.findings(manifests)).isEmpty())));
        });
    }

    /** Only where somebody names a folder of definitions with {@code -Dcrds}. */
    @TestFactory
    Stream<DynamicTest> everyOverlayKeepsTheDefinitionsOfOperators() throws IOException {
        String folder = System.getProperty("crds", "");
        if (folder.isEmpty()) {
            return Stream.empty();
        }
        DefinitionCheck definitions = new DefinitionCheck(Path.of(folder));
        assertThat(definitions.kinds()).isNotEmpty();
        return overlays().stream()
                .map(overlay -> dynamicTest(
                        overlay.getFileName().toString(),
                        () -> assertThat(definitions.findings(Manifests.parse(KUBECTL.kustomize(overlay))))
                                .isEmpty()));
    }

    @Test
    void productionAndSingleNodeHaveAllApplicationsOfTheTopology() {
        for (String overlay : List.of("production", "single-node")) {
            assertThat(applicationsOf(overlay)).as(overlay).containsExactlyInAnyOrderElementsOf(project.modules());
        }
    }

    @Test
    void servicesCanBeLeftOut() {
        assertThat(applicationsOf("accounting-and-loyalty"))
                .containsExactlyInAnyOrder("gateway", "helpdesk-service", "accounting-service", "loyalty-service");
    }

    @Test
    void everyServiceIsAFolder() throws IOException {
        try (Stream<Path> folders = Files.list(project.manifests().resolve("services"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(project.topology().services().stream()
                            .map(service -> service.name())
                            .toList());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyComponentIsUsedByAnOverlay() throws IOException {
        String used = overlays().stream()
                .map(overlay -> text(overlay.resolve("kustomization.yaml")))
                .collect(Collectors.joining());
        return folders("components").stream()
                .map(component -> dynamicTest(
                        component.getFileName().toString(),
                        () -> assertThat(used).contains("../../components/" + component.getFileName() + "\n")));
    }

    private Set<String> applicationsOf(String overlay) {
        return Manifests.parse(KUBECTL.kustomize(
                        project.manifests().resolve("overlays").resolve(overlay)))
                .of("Deployment")
                .stream()
                .map(Manifest::name)
                .filter(name -> !name.equals("mail-catcher"))
                .collect(Collectors.toSet());
    }

    private List<Path> overlays() throws IOException {
        return folders("overlays");
    }

    private List<Path> folders(String of) throws IOException {
        try (Stream<Path> folders = Files.list(project.manifests().resolve(of))) {
            return folders.sorted().toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
