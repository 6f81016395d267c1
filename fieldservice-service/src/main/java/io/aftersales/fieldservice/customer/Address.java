package io.aftersales.fieldservice.customer;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Size;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A postal address as it was entered; every part may be absent. */
@Embeddable
public record Address(
        @Size(max = 200) String street,
        @Size(max = 200) String street2,
        @Size(max = 200) String city,
        @Size(max = 40) String zip,
        @Size(max = 100) String country) {

    /** In one line, for a calendar. */
    public String inOneLine() {
        return Stream.of(
                        street,
                        street2,
                        Stream.of(zip, city).filter(Objects::nonNull).collect(Collectors.joining(" ")),
                        country)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
    }
}
