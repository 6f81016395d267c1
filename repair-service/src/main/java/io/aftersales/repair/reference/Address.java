package io.aftersales.repair.reference;

import jakarta.persistence.Embeddable;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A postal address as it was entered; every part may be absent. */
@Embeddable
public record Address(String street, String street2, String city, String zip, String country) {

    /** As it is written on a letter, without empty lines. */
    public List<String> lines() {
        String place = Stream.of(zip, city).filter(Objects::nonNull).collect(Collectors.joining(" "));
        return Stream.of(street, street2, place, country)
                .filter(line -> line != null && !line.isBlank())
                .toList();
    }
}
