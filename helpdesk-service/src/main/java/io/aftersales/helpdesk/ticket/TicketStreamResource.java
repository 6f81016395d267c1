package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;

import java.util.UUID;
import java.util.regex.Pattern;

/** A ticket as it changes, for a front end that shows it. */
@Path("/tickets/{id}/stream")
@Tag(name = "tickets")
@RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
public class TicketStreamResource {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    /** Events are counted from zero. */
    private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}");

    private final TicketStreams streams;

    TicketStreamResource(TicketStreams streams) {
        this.streams = streams;
    }

    @GET
    @TicketInSight
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            operationId = "followTicket",
            summary = "Every change of a ticket, as server-sent events",
            description =
                    "The events are message (a Message), message-deleted ({id}), action (an Action), smart-buttons (all of"
                            + " them) and ticket (a Ticket as lists show it), each with the state as it is now. The last event of a"
                            + " change has an id. Without Last-Event-ID the stream starts now, with ticket: read the rest of the"
                            + " ticket after it. With it, everything that changed since is sent, whichever replica answers. Silence is"
                            + " interrupted by comments. The stream ends with the event end ({code}) when the token expires"
                            + " (token-expired) or the ticket is out of the caller's sight (not-found).")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> follow(
            @PathParam("id") UUID id,
            @HeaderParam(LAST_EVENT_ID)
                    @Parameter(description = "The id of the last event that was received; sent by browsers themselves")
                    String lastEventId,
            @Context Sse sse) {
        return streams.of(id, place(lastEventId)).map(event -> written(event, sse));
    }

    private static OutboundSseEvent written(TicketEvent event, Sse sse) {
        OutboundSseEvent.Builder builder = sse.newEventBuilder();
        if (event.name() == null) {
            return builder.comment(event.data().toString()).build();
        }
        if (event.place() != null) {
            builder.id(event.place().toString());
        }
        return builder.name(event.name()).data(event.data()).build();
    }

    private static Long place(String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return null;
        }
        String place = lastEventId.strip();
        if (!PLACE.matcher(place).matches()) {
            throw new RuleBroken(
                    GeneralProblem.MALFORMED_REQUEST, LAST_EVENT_ID + " is not one that this stream gave out");
        }
        return Long.valueOf(place);
    }
}
