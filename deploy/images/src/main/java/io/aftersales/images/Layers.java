package io.aftersales.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Sorts applications into layers, what changes least lowest. The libraries that all of them have are one and the same layer in
 * each image, and so are those that all services have: a registry and a node keep them once.
 */
final class Layers {

    /** Where an image has its application. */
    static final AbsoluteUnixPath HOME = AbsoluteUnixPath.get("/app");

    private final Libraries ofAll;
    private final Libraries ofServices;

    Layers(Collection<Application> applications) {
        ofAll = Libraries.common(applications.stream()
                .map(application -> Libraries.foreign(application.folder()))
                .toList());
        ofServices = Libraries.common(applications.stream()
                        .filter(Application::isService)
                        .map(application -> Libraries.foreign(application.folder()))
                        .toList())
                .without(ofAll);
    }

    /** Those of one application with its bill of materials, lowest first; none is empty. */
    List<FileEntriesLayer> of(Application application, Path sbom) {
        Path folder = application.folder();
        Libraries shared = application.isService() ? ofServices : Libraries.common(List.of());
        Libraries rest = Libraries.foreign(folder).without(ofAll).without(shared);
        List<FileEntriesLayer> layers = new ArrayList<>();
        add(layers, "libraries of all", folder, ofAll.paths());
        add(layers, "libraries of the services", folder, shared.paths());
        add(layers, "libraries", folder, rest.paths());
        add(layers, "platform", folder, own(folder));
        add(layers, "quarkus", folder, below(folder, "quarkus"));
        Set<String> program = below(folder, "app");
        program.add("quarkus-run.jar");
        add(layers, "application", folder, program);
        layers.add(sbom(sbom));
        return layers;
    }

    static FileEntriesLayer sbom(Path file) {
        return FileEntriesLayer.builder()
                .setName("sbom")
                .addEntry(file, HOME.resolve("sbom.json"))
                .build();
    }

    /** Files of a folder, given by their paths in it, at the same paths below {@link #HOME}. */
    static void add(List<FileEntriesLayer> layers, String name, Path folder, Set<String> files) {
        if (files.isEmpty()) {
            return;
        }
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        for (String file : new TreeSet<>(files)) {
            layer.addEntry(folder.resolve(file), HOME.resolve(file));
        }
        layers.add(layer.build());
    }

    private static Set<String> own(Path folder) {
        Set<String> own = below(folder, "lib");
        own.removeIf(file -> !Libraries.isOwn(Path.of(file).getFileName().toString()));
        return own;
    }

    private static Set<String> below(Path folder, String part) {
        try (Stream<Path> files = Files.walk(folder.resolve(part))) {
            Set<String> paths = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> paths.add(folder.relativize(file).toString()));
            return paths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
