package io.aftersales.kubernetes.render;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that one overlay makes. */
public record Manifests(List<Manifest> all) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Kinds that make pods. */
    private static final Set<String> WORKLOADS = Set.of("Deployment", "Job", "StatefulSet", "DaemonSet", "CronJob");

    public static Manifests parse(String yaml) {
        try (MappingIterator<ObjectNode> documents =
                YAML.readerFor(ObjectNode.class).readValues(yaml)) {
            return new Manifests(documents.readAll().stream().map(Manifest::new).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("not YAML", e);
        }
    }

    /** To be changed without changing these. */
    public Manifests copy() {
        return new Manifests(all.stream()
                .map(manifest -> new Manifest(manifest.content().deepCopy()))
                .toList());
    }

    public List<Manifest> of(String kind) {
        return all.stream().filter(manifest -> manifest.kind().equals(kind)).toList();
    }

    public Optional<Manifest> find(String kind, String name) {
        return of(kind).stream()
                .filter(manifest -> manifest.name().equals(name))
                .findFirst();
    }

    /** What makes pods that these manifests describe, as opposed to those that an operator describes. */
    public List<Manifest> workloads() {
        return all.stream()
                .filter(manifest -> WORKLOADS.contains(manifest.kind()))
                .toList();
    }

    /** The workloads with these labels on their pods. */
    public List<Manifest> selected(Map<String, String> labels) {
        return workloads().stream()
                .filter(workload -> workload.podLabels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    public Set<String> names(String kind) {
        return of(kind).stream().map(Manifest::name).collect(Collectors.toSet());
    }

    public Manifests without(Manifest manifest) {
        return new Manifests(all.stream().filter(other -> other != manifest).toList());
    }

    public Manifests with(Manifest manifest) {
        return new Manifests(Stream.concat(all.stream(), Stream.of(manifest)).toList());
    }
}
