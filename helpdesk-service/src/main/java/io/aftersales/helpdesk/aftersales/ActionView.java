package io.aftersales.helpdesk.aftersales;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aftersales.platform.rest.Warning;
import io.aftersales.platform.security.Requester;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Something that was asked for from a ticket, as front ends see it. */
@Schema(name = "Action")
public record ActionView(
        UUID id,
        UUID ticketId,
        @Schema(examples = "refund") String kind,
        Action.Status status,

        @Schema(description = "Still requested after longer than usual; it completes when its owner comes back")
        boolean delayed,

        Requester requestedBy,
        Instant requestedAt,
        Instant finishedAt,
        Reason rejection,

        @Schema(description = "Every document that came out of it, as it is now")
        List<Made> documents,

        @Schema(description = "Reservations with which it was accepted or succeeded")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Warning> warnings) {

    /** Why the owner refused. */
    @Schema(name = "ActionRejection")
    public record Reason(String code, String detail) {}

    /** A document that came out of an action. */
    @Schema(name = "ActionDocument")
    public record Made(String type, UUID id, String number, String state, String href) {}
}
