package io.aftersales.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files lie that tests read: the topology and the contracts. */
public final class Project {

    private static final String TOPOLOGY = "deploy/local/src/main/resources/topology.yaml";

    private Project() {}

    /**
     * The folder that holds {@code contracts/} and {@code deploy/}: the system property {@code aftersales.root} that the build
     * sets, or, where a test is started from an IDE, the nearest folder above the working directory that has the topology.
     */
    public static Path root() {
        String given = System.getProperty("aftersales.root");
        Path folder = Path.of(given == null ? "" : given).toAbsolutePath();
        while (!Files.exists(folder.resolve(TOPOLOGY))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath() + " has " + TOPOLOGY);
            }
        }
        return folder;
    }

    public static Path contracts() {
        return root().resolve("contracts");
    }

    /** The suite's topology, or the one that the system property {@code aftersales.topology} names: platform tests have their own. */
    public static Path topology() {
        String given = System.getProperty("aftersales.topology");
        return given == null ? root().resolve(TOPOLOGY) : Path.of(given);
    }
}
