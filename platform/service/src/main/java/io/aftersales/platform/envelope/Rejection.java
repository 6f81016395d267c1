package io.aftersales.platform.envelope;

import java.util.UUID;

/**
 * Payload of every {@code …-rejected} event: the owner's answer that it will not do what was asked.
 *
 * @param code the machine-readable name of the broken rule
 * @param detail the reason, for a person
 */
public record Rejection(UUID actionId, UUID ticketId, String code, String detail) implements OfAction {}
