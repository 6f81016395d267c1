package io.aftersales.platform.parcel;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

public record ParcelRelabelled(UUID parcelId, String label) {

    public static final MessageType<ParcelRelabelled> TYPE =
            MessageType.of("parcel-relabelled", ParcelRelabelled.class);
}
