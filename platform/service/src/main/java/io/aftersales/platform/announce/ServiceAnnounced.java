package io.aftersales.platform.announce;

import io.aftersales.platform.envelope.MessageType;

import java.time.Instant;

/** A service is installed and alive. Compacted by the service's name: who comes later still learns of it. */
public record ServiceAnnounced(String service, String version, String instance, Instant announcedAt) {

    public static final MessageType<ServiceAnnounced> TYPE =
            MessageType.of("service-announced", ServiceAnnounced.class);
}
