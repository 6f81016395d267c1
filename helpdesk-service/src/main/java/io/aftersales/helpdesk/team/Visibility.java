package io.aftersales.helpdesk.team;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who sees a team's tickets. */
public enum Visibility {
    /** All staff, and the customers who follow them. */
    @JsonProperty("public")
    PUBLIC,
    /** All staff. */
    @JsonProperty("internal")
    INTERNAL,
    /** The team's members, the ticket's followers and the helpdesk managers. */
    @JsonProperty("private")
    PRIVATE
}
