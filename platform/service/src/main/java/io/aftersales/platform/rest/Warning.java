package io.aftersales.platform.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something to know about what succeeded: a reservation.
 *
 * @param code machine-readable, kebab-case
 * @param detail for a person
 */
@Schema(name = "Warning")
public record Warning(
        @Schema(examples = "service-not-installed") String code, String detail) {}
