package io.aftersales.platform.envelope;

import java.util.UUID;

/**
 * Payload of every {@code …-rejected} event: the owner's answer that it will not do what was asked.
 *
 * @param code the machine-readable name of the broken rule
 * @param detail the reason, for a person; what is beyond the 1,000 characters that its schema allows is cut off
 */
public record Rejection(UUID actionId, UUID ticketId, String code, String detail) implements OfAction {

    private static final int LONGEST_DETAIL = 1000;

    public Rejection {
        if (detail != null && detail.length() > LONGEST_DETAIL) {
            detail = detail.substring(0, LONGEST_DETAIL - 1) + "…";
        }
    }
}
