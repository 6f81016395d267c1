package io.aftersales.systemtests.upgrade;

import io.aftersales.testkit.Project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An earlier commit of this checkout, built in a folder of its own: what still runs while this one is rolled out. */
public final class EarlierBuild {

    private final String commit;
    private final Path checkout;

    private EarlierBuild(String commit, Path checkout) {
        this.commit = commit;
        this.checkout = checkout;
    }

    /** The full name of a commit, such as {@code HEAD~1}'s; empty where the history of this checkout does not reach so far. */
    public static Optional<String> commit(String revision) {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--verify", "--quiet", revision + "^{commit}")
                    .directory(Project.root().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return ended(git) == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("git cannot be run", e);
        }
    }

    /**
     * Builds modules of a commit, unless that was done before.
     *
     * @param commit its full name
     * @throws IllegalStateException if it cannot be built; names the log
     */
    public static EarlierBuild of(String commit, List<String> modules) {
        Path folder = Project.root().resolve("system-tests/target/earlier");
        Path checkout = folder.resolve(commit);
        Path log = folder.resolve(commit + ".log");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(checkout)) {
                String root = Project.root().toString();
                run(folder, log, "git", "clone", "-q", "--shared", "--no-checkout", root, checkout.toString());
                run(checkout, log, "git", "checkout", "-q", "--detach", commit);
            }
            if (!modules.stream().map(checkout::resolve).allMatch(EarlierBuild::isBuilt)) {
                run(checkout, log, maven(modules));
            }
        } catch (IOException e) {
            throw new IllegalStateException("commit " + commit + " cannot be built", e);
        }
        return new EarlierBuild(commit, checkout);
    }

    private static boolean isBuilt(Path module) {
        return Files.exists(module.resolve("target/quarkus-app/quarkus-run.jar"));
    }

    private static String[] maven(List<String> modules) {
        return new String[] {
            "mvn",
            "-q",
            "-B",
            "package",
            "-am",
            "-pl",
            String.join(",", modules),
            "-Dmaven.test.skip=true",
            "-Dspotless.check.skip=true",
            "-Dmaven.repo.local=" + System.getProperty("maven.repository")
        };
    }

    private static void run(Path folder, Path log, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (ended(process) != 0) {
            throw new IllegalStateException("%s failed: see %s".formatted(String.join(" ", command), log));
        }
    }

    private static int ended(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Its full name. */
    public String commit() {
        return commit;
    }

    /** Where it lies. */
    public Path checkout() {
        return checkout;
    }
}
