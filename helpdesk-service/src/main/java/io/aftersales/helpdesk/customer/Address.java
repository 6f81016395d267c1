package io.aftersales.helpdesk.customer;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Size;

/** A postal address; every part is optional. */
@Embeddable
public record Address(
        @Size(max = 200) String street,
        @Size(max = 200) String street2,
        @Size(max = 200) String city,
        @Size(max = 40) String zip,
        @Size(max = 100) String country) {}
