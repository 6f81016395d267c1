package io.aftersales.fieldservice.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a member of staff writes on a task. */
@Schema(name = "TaskMessageRequest")
public record MessageForm(
        @NotNull Kind kind, @NotBlank @Size(max = 10_000) String body) {

    /** What a person can write. */
    @Schema(name = "TaskMessageRequestKind")
    public enum Kind {
        /** The customer may read it. */
        @JsonProperty("comment")
        COMMENT,
        /** Only staff reads it. */
        @JsonProperty("note")
        NOTE
    }

    TaskMessage.Kind messageKind() {
        return kind == Kind.COMMENT ? TaskMessage.Kind.COMMENT : TaskMessage.Kind.NOTE;
    }
}
