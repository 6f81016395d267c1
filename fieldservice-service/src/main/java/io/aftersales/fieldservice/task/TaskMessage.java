package io.aftersales.fieldservice.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.paging.Keyed;
import io.aftersales.platform.security.Requester;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** An entry on a task. It never changes. */
@Entity
public class TaskMessage implements Keyed {

    /** Who writes an entry, and who may read it. */
    public enum Kind {
        /** Written by a person, and shown to the customer. */
        @JsonProperty("comment")
        COMMENT,
        /** Written by a person for staff only. */
        @JsonProperty("note")
        NOTE,
        /** What somebody changed, for staff only. */
        @JsonProperty("automatic")
        AUTOMATIC
    }

    @Id
    private UUID id = Ids.next();

    @Column(nullable = false)
    private UUID taskId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Kind kind;

    @Column(nullable = false)
    private String authorSub;

    @Column(nullable = false)
    private String authorName;

    @Column(nullable = false)
    private String body;

    @Column(nullable = false)
    private Instant writtenAt;

    protected TaskMessage() {}

    TaskMessage(Task task, Kind kind, Requester author, String body) {
        this.taskId = task.id();
        this.kind = kind;
        this.authorSub = author.sub();
        this.authorName = author.name();
        this.body = body;
        this.writtenAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public UUID id() {
        return id;
    }

    public boolean isBy(String sub) {
        return authorSub.equals(sub);
    }

    public String authorName() {
        return authorName;
    }

    public String body() {
        return body;
    }

    public Instant writtenAt() {
        return writtenAt;
    }

    MessageView view() {
        return new MessageView(id, kind, new Requester(authorSub, authorName), body, writtenAt);
    }
}
