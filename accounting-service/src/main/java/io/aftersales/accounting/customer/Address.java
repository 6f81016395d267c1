package io.aftersales.accounting.customer;

import jakarta.persistence.Embeddable;

/** A postal address as it was entered; every part may be absent. */
@Embeddable
public record Address(String street, String street2, String city, String zip, String country) {}
