package io.aftersales.helpdesk.chatter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.paging.Keyed;
import io.aftersales.platform.security.Requester;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An entry of a ticket's chatter. */
@Entity
public class Message implements Keyed {

    /** Who writes an entry, and who may read it. */
    public enum Kind {
        /** Written by a person, and shown to the customer. */
        @JsonProperty("comment")
        COMMENT,
        /** Written by a person for staff only. */
        @JsonProperty("note")
        NOTE,
        /** Written by the helpdesk itself, for staff only. */
        @JsonProperty("automatic")
        AUTOMATIC
    }

    static final int LONGEST_BODY = 10_000;

    private static final String CUT = " …";

    /** A JSON document is an object, never an array. */
    record Links(List<Link> items) {}

    @Id
    private UUID id = Ids.next();

    private UUID ticketId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String authorSub;
    private String authorName;
    private String body;

    @JdbcTypeCode(SqlTypes.JSON)
    private Links links;

    private Instant writtenAt;
    private long ticketSequence;
    private boolean erased;

    protected Message() {}

    Message(Ticket ticket, Kind kind, Requester author, String body, List<Link> links, Instant writtenAt) {
        this.ticketId = ticket.id();
        this.ticketSequence = ticket.nextPlace();
        this.kind = kind;
        this.authorSub = author.sub();
        this.authorName = author.name();
        this.body = body;
        this.links = new Links(links);
        this.writtenAt = writtenAt;
    }

    /** No more than so many characters, which shows where there were more. */
    static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - CUT.length()) + CUT;
    }

    /** Deletes what was written; that something was is kept for those who follow the ticket's stream. */
    void erase(Ticket ticket) {
        erased = true;
        body = null;
        links = new Links(List.of());
        ticketSequence = ticket.nextPlace();
    }

    public boolean isErased() {
        return erased;
    }

    boolean isAutomatic() {
        return kind == Kind.AUTOMATIC;
    }

    boolean isBy(String sub) {
        return sub.equals(authorSub);
    }

    @Override
    public UUID id() {
        return id;
    }

    UUID ticketId() {
        return ticketId;
    }

    public MessageView view() {
        return new MessageView(id, kind, new Requester(authorSub, authorName), body, links.items(), writtenAt);
    }
}
