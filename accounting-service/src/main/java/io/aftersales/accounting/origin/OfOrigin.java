package io.aftersales.accounting.origin;

import java.util.UUID;

/** A command about the invoice of another service's document. */
interface OfOrigin {

    /** The document. */
    UUID originId();

    /** One more per ask of the same document. */
    Integer attempt();
}
