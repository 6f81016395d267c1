package io.aftersales.helpdesk.aftersales;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.Map;
import java.util.UUID;

/**
 * How far something is that came out of a ticket, as its customer sees it in the portal.
 *
 * @param kind of the action that it came out of, such as {@code task}
 * @param facts what the customer may know; for a task title, stage, plan and where its messages are
 */
@Schema(name = "PortalProgress")
public record Progress(
        @Schema(examples = "task") String kind,
        UUID id,
        @Schema(examples = "TA00001") String number,
        @Schema(examples = "open") String state,
        Map<String, Object> facts) {}
