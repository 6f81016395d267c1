package io.aftersales.platform.pdf;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Somebody whose name and address stand on a document.
 *
 * @param lines of the address, as many as there are
 * @param vatId or null
 */
public record Party(String name, List<String> lines, String vatId) {

    /** An address in parts, each of which may be null. */
    public static Party of(
            String name, String street, String street2, String zip, String city, String country, String vatId) {
        String town = Stream.of(zip, city)
                .filter(Objects::nonNull)
                .reduce((a, b) -> a + " " + b)
                .orElse(null);
        List<String> lines = Stream.of(street, street2, town, country)
                .filter(line -> line != null && !line.isBlank())
                .toList();
        return new Party(name, lines, vatId);
    }
}
