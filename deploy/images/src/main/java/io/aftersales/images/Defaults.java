package io.aftersales.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Properties;

/**
 * What {@code images.properties} says.
 *
 * @param repository what every image's name begins with
 * @param version the tag
 * @param created the time that images bear: fixed, or no two builds were alike
 * @param base reference of the base image, with its digest
 * @param user numeric user and group that the processes run as
 */
public record Defaults(String repository, String version, Instant created, String base, String user) {

    /** As this build was made with. */
    public static Defaults load() {
        Properties properties = new Properties();
        try (InputStream file = Defaults.class.getResourceAsStream("/images.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("images.properties cannot be read", e);
        }
        return new Defaults(
                properties.getProperty("repository"),
                properties.getProperty("version"),
                Instant.parse(properties.getProperty("created")),
                properties.getProperty("base"),
                properties.getProperty("user"));
    }
}
