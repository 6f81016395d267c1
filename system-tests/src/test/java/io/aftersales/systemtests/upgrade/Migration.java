package io.aftersales.systemtests.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A migration as a file of the checkout.
 *
 * @param path from the checkout's root, with slashes
 */
record Migration(String path, String text) {

    private static final String OF_A_SERVICE = "src/main/resources/db/migration";
    private static final String OF_THE_PLATFORM = "src/main/resources/db/platform";

    /** All that the modules of a checkout have. */
    static List<Migration> in(Path checkout) throws IOException {
        try (Stream<Path> modules = Files.list(checkout);
                Stream<Path> parts = Files.list(checkout.resolve("platform"))) {
            return Stream.concat(
                            modules.map(module -> module.resolve(OF_A_SERVICE)),
                            parts.map(part -> part.resolve(OF_THE_PLATFORM)))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> filesOf(folder).stream())
                    .sorted()
                    .map(file -> read(checkout, file))
                    .toList();
        }
    }

    private static List<Path> filesOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Migration read(Path checkout, Path file) {
        try {
            return new Migration(checkout.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of which schema it is a part. */
    String folder() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** As {@code sha256sum} prints it. */
    String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
