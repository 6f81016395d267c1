package io.aftersales.helpdesk.team;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aftersales.platform.rest.Warning;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A team as front ends see it. */
@Schema(name = "Team")
public record TeamView(
        UUID id,
        String name,
        Visibility visibility,
        List<String> members,
        List<Follower> followers,

        @Schema(description = "Every after-sales service by the name of its switch, and whether it is on")
        Map<String, Boolean> services,

        UUID defaultProjectId,

        @Schema(description = "Whether customers may close tickets in the portal")
        boolean closedByCustomers,

        @Schema(description = "When tickets are closed by themselves; never when absent")
        AutoClose autoClose,

        @Schema(description = "Reservations with which the change was accepted")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Warning> warnings) {}
