package io.aftersales.helpdesk.aftersales;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.rest.Warning;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that a ticket asked of another service. It is finished by that service's answer, once; the documents that came
 * out of it follow the owner's later events.
 */
@Entity
@Table(name = "after_sales_action")
public class Action extends Aggregate {

    /** How far an action has come. */
    public enum Status {
        @JsonProperty("requested")
        REQUESTED,
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("rejected")
        REJECTED
    }

    /** An object: Hibernate Reactive reads no bare array from a JSON column. */
    record Warnings(List<Warning> items) {}

    private UUID ticketId;
    private String kind;

    @Enumerated(EnumType.STRING)
    private Status status;

    private String requestedBySub;
    private String requestedByName;
    private Instant requestedAt;
    private Instant finishedAt;
    private String rejectionCode;
    private String rejectionDetail;
    private long ticketSequence;

    @JdbcTypeCode(SqlTypes.JSON)
    private Warnings warnings = new Warnings(List.of());

    @ElementCollection
    @CollectionTable(name = "action_document", joinColumns = @JoinColumn(name = "action_id"))
    @MapKeyColumn(name = "document_id")
    private Map<UUID, Document> documents = new LinkedHashMap<>();

    protected Action() {}

    Action(Ticket ticket, String kind, Requester requestedBy, Instant requestedAt) {
        this.ticketId = ticket.id();
        this.kind = kind;
        this.status = Status.REQUESTED;
        this.requestedBySub = requestedBy.sub();
        this.requestedByName = requestedBy.name();
        this.requestedAt = requestedAt;
        changesOn(ticket);
    }

    /** Takes a place in the stream of its ticket, which is locked: to be called whenever it changes. */
    void changesOn(Ticket ticket) {
        ticketSequence = ticket.nextPlace();
    }

    /**
     * The owner did what was asked.
     *
     * @return false when the action was finished before
     */
    boolean succeed(Instant now) {
        return finish(Status.SUCCEEDED, now);
    }

    /**
     * The owner refused.
     *
     * @return false when the action was finished before
     */
    boolean reject(String code, String detail, Instant now) {
        if (!finish(Status.REJECTED, now)) {
            return false;
        }
        rejectionCode = code;
        rejectionDetail = detail;
        return true;
    }

    /** What taking in news changed. */
    enum Change {
        /** They were known, or older than what is known. */
        NOTHING,
        /** A document was told about more exactly. */
        DETAILS,
        /** A document appeared or has another state. */
        STATE
    }

    /**
     * Takes in what an event told about its document. Order holds within one topic only, so an event may come after newer
     * ones: it changes nothing then, unless it tells what newer ones leave out.
     *
     * @param sequence of the event among all events about its document
     */
    Change take(News news, long sequence) {
        news.mentioned().forEach(documents::putIfAbsent);
        Document told = news.document();
        Document known = documents.get(news.documentId());
        if (known == null) {
            documents.put(news.documentId(), told.toldAt(sequence));
            return Change.STATE;
        }
        if (known.sequence() >= sequence) {
            Document completed = known.completedBy(told, news.lasting());
            if (completed.equals(known)) {
                return Change.NOTHING;
            }
            documents.put(news.documentId(), completed);
            return Change.DETAILS;
        }
        documents.put(news.documentId(), told.completedBy(known, news.lasting()).toldAt(sequence));
        return known.state().equals(told.state()) ? Change.DETAILS : Change.STATE;
    }

    /** It succeeds, or was accepted, with a reservation; the same one said again counts once. */
    void warn(Warning warning) {
        if (!warnings.items().contains(warning)) {
            List<Warning> more = new ArrayList<>(warnings.items());
            more.add(warning);
            warnings = new Warnings(more);
        }
    }

    /** Whether the owner's answer is still to come. */
    boolean isRunning() {
        return status == Status.REQUESTED;
    }

    boolean isDelayed(Instant now, Duration patience) {
        return isRunning() && requestedAt.plus(patience).isBefore(now);
    }

    UUID ticketId() {
        return ticketId;
    }

    String kind() {
        return kind;
    }

    Status status() {
        return status;
    }

    Requester requestedBy() {
        return new Requester(requestedBySub, requestedByName);
    }

    Instant requestedAt() {
        return requestedAt;
    }

    Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    String rejectionCode() {
        return rejectionCode;
    }

    String rejectionDetail() {
        return rejectionDetail;
    }

    List<Warning> warnings() {
        return warnings.items();
    }

    Map<UUID, Document> documents() {
        return documents;
    }

    private boolean finish(Status outcome, Instant now) {
        if (!isRunning()) {
            return false;
        }
        status = outcome;
        finishedAt = now;
        return true;
    }
}
