package io.aftersales.helpdesk.chatter;

import io.aftersales.platform.security.Requester;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An entry of a ticket's chatter as front ends see it. */
@Schema(name = "Message")
public record MessageView(
        UUID id,
        Message.Kind kind,

        @Schema(description = "Without a sub when the entry was written on behalf of a service")
        Requester author,

        String body,
        List<Link> links,
        Instant writtenAt) {}
