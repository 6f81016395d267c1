package io.aftersales.platform.envelope;

import java.util.UUID;

/** A message that belongs to an after-sales action, whose id becomes the {@code correlationid} of the envelope. */
public interface OfAction {

    /** The action, or null when the document did not come out of one. */
    UUID actionId();
}
