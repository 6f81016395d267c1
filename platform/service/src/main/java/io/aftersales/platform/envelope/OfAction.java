package io.aftersales.platform.envelope;

import java.util.UUID;

/** A message that belongs to an after-sales action, whose id becomes the {@code correlationid} of the envelope. */
public interface OfAction {

    /** The action that the document came out of, or null when it came out of none. */
    UUID actionId();

    /** The action that this message answers, where that is another one: something was done with a document of an earlier action. */
    default UUID answeredActionId() {
        return null;
    }

    /** The action that an answer finishes, and the {@code correlationid} of the message. */
    static UUID answeredBy(OfAction message) {
        return message.answeredActionId() == null ? message.actionId() : message.answeredActionId();
    }
}
