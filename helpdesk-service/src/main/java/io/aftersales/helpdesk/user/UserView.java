package io.aftersales.helpdesk.user;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** A member of staff. */
@Schema(name = "User")
public record UserView(
        UUID id,

        @Schema(description = "Subject of the user's token: what a member, a follower or an assignee is named by")
        String sub,

        String name,
        String email) {}
