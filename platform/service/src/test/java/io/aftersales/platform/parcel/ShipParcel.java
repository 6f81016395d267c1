package io.aftersales.platform.parcel;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

record ShipParcel(UUID actionId, UUID ticketId, UUID parcelId, String demand) implements Command {

    static final MessageType<ShipParcel> TYPE = MessageType.of("ship-parcel", ShipParcel.class);

    /** Demands that the handler answers with trouble. */
    static final String REFUSE = "refuse";

    static final String EXPLODE = "explode";
    static final String WRITE_TOO_MUCH = "write-too-much";
}
