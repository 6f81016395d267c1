package io.aftersales.helpdesk.portal;

import io.aftersales.helpdesk.chatter.MessageView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.util.UUID;

/** A comment as a customer sees it: by the name of who wrote it, and no more of them. */
@Schema(name = "PortalMessage")
record PortalMessageView(
        UUID id,
        String author,
        @Schema(description = "Whether the caller wrote it") boolean own,
        String body,
        Instant writtenAt) {

    static PortalMessageView of(MessageView comment, String caller) {
        return new PortalMessageView(
                comment.id(),
                comment.author().name(),
                caller.equals(comment.author().sub()),
                comment.body(),
                comment.writtenAt());
    }
}
