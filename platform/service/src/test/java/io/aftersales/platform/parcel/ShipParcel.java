package io.aftersales.platform.parcel;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/** @param demand one of the constants, or null to have the parcel shipped */
public record ShipParcel(UUID actionId, UUID ticketId, UUID parcelId, String demand) implements Command {

    public static final MessageType<ShipParcel> TYPE = MessageType.of("ship-parcel", ShipParcel.class);

    /** A parcel that is not there may be on its way. */
    public static final String AWAIT = "await";

    /** A rule is broken. */
    public static final String REFUSE = "refuse";

    /** The handler has a bug. */
    public static final String EXPLODE = "explode";

    /** The answer is larger than the outbox takes. */
    public static final String WRITE_TOO_MUCH = "write-too-much";
}
