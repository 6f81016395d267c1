package io.aftersales.helpdesk.chatter;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person writes on a ticket. */
@Schema(name = "MessageRequest")
public record MessageForm(
        @NotNull Kind kind,
        @NotBlank @Size(max = Message.LONGEST_BODY) String body) {

    /** What a person can write. */
    @Schema(name = "MessageRequestKind")
    public enum Kind {
        /** The customer may read it. */
        @JsonProperty("comment")
        COMMENT,
        /** Only staff reads it. */
        @JsonProperty("note")
        NOTE
    }
}
