package io.aftersales.kubernetes.check;

import io.aftersales.kubernetes.render.Manifests;

import java.util.List;
import java.util.Locale;

/** One thing that holds for everything that an overlay makes. */
public interface Check {

    /** What is wrong, each with the object that it is about; empty if nothing is. */
    List<String> findings(Manifests manifests);

    /** Whether what it says of an object is the same whatever the others are. */
    default boolean looksAtEachByItself() {
        return false;
    }

    /** All of them. */
    static List<Check> all() {
        return List.of(
                new SchemaCheck(),
                new ModelCheck(),
                new TopicCheck(),
                new KafkaAccessCheck(),
                new DatabaseCheck(),
                new WorkloadCheck(),
                new VersionCheck(),
                new RollingUpdateCheck(),
                new AddressCheck(),
                new ConnectionCheck(),
                new NetworkCheck(),
                new SettingsCheck(),
                new ReferenceCheck(),
                new ScalingCheck());
    }

    /** As it stands in tables: {@code SchemaCheck} is {@code schema}. */
    default String title() {
        return getClass()
                .getSimpleName()
                .replace("Check", "")
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
    }
}
