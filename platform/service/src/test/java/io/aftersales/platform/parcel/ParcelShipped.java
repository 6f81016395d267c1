package io.aftersales.platform.parcel;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;

import java.util.UUID;

public record ParcelShipped(UUID parcelId, String number, String label, int shipments, UUID actionId)
        implements OfAction {

    public static final MessageType<ParcelShipped> TYPE = MessageType.of("parcel-shipped", ParcelShipped.class);
}
