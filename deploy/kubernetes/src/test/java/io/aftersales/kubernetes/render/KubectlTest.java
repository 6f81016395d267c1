package io.aftersales.kubernetes.render;

import io.aftersales.kubernetes.truth.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KubectlTest {

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void theBuildBringsOneForLinux() {
        assertThat(Kubectl.find("", "Linux", "amd64", "").version()).contains("v1.32");
    }

    @Test
    void elsewhereWithoutAnyItIsSaidWhatToDo(@TempDir Path nothing) {
        assertThatThrownBy(() -> Kubectl.find("", "Mac OS X", "aarch64", nothing.toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Install kubectl 1.32 or newer, or name one with -Dkubectl=");
    }

    @Test
    void whatCannotBeDrawnIsSaid(@TempDir Path nothing) {
        assertThatThrownBy(() -> Kubectl.find().kustomize(nothing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kustomization");
    }

    @Test
    void drawsAServiceByItself() {
        Manifests manifests = Manifests.parse(
                Kubectl.find().kustomize(Project.read().manifests().resolve("services/accounting")));

        assertThat(manifests.find("Deployment", "accounting-service")).isPresent();
        assertThat(manifests.find("ConfigMap", "accounting-settings")).isPresent();
    }
}
