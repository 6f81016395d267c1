package io.aftersales.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Jars of an application's {@code lib}, by path: two are the same if path and content are.
 *
 * @param hashes content by path, relative to the application
 */
record Libraries(Map<String, String> hashes) {

    /** Made by this build, so that they change with it; all others come from elsewhere. */
    private static final String OWN = "io.aftersales.";

    Libraries {
        hashes = new TreeMap<>(hashes);
    }

    /** Those of the application that come from elsewhere. */
    static Libraries foreign(Path application) {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(application.resolve("lib"))) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !isOwn(file.getFileName().toString()))
                    .forEach(file -> hashes.put(application.relativize(file).toString(), hash(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Libraries(hashes);
    }

    static boolean isOwn(String file) {
        return file.startsWith(OWN);
    }

    /** What all of them have. */
    static Libraries common(Collection<Libraries> several) {
        return several.stream()
                .reduce((one, other) -> {
                    Map<String, String> both = new TreeMap<>(one.hashes);
                    both.entrySet().retainAll(other.hashes.entrySet());
                    return new Libraries(both);
                })
                .orElseGet(() -> new Libraries(Map.of()));
    }

    Libraries without(Libraries others) {
        Map<String, String> rest = new TreeMap<>(hashes);
        rest.keySet().removeAll(others.hashes.keySet());
        return new Libraries(rest);
    }

    Set<String> paths() {
        return new TreeSet<>(hashes.keySet());
    }

    /** SHA-256, in hexadecimal digits. */
    static String hash(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
