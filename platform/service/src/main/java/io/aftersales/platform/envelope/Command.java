package io.aftersales.platform.envelope;

import java.util.UUID;

/** A message that asks another service to do something, on behalf of an after-sales action. */
public interface Command extends OfAction {

    /** The ticket of the action, or null where there is none. */
    UUID ticketId();
}
