package io.aftersales.accounting.history;

import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import java.util.Map;
import java.util.UUID;

/** A change that its document does not tell of itself: an edit of a draft, or that it could not post itself. */
@Entity
@Immutable
public class DocumentChange {

    /** What kind of change. */
    enum Kind {
        EDITED(HistoryEntry.Action.EDITED),
        POSTING_REFUSED(HistoryEntry.Action.POSTING_REFUSED);

        private final HistoryEntry.Action action;

        Kind(HistoryEntry.Action action) {
            this.action = action;
        }
    }

    @Id
    private UUID id = Ids.next();

    @Column(nullable = false)
    private UUID documentId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Kind kind;

    @Embedded
    @EmbeddedColumnNaming("made_%s")
    private Stamp made;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    private Map<String, Object> before;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    private Map<String, Object> after;

    /** Drawn by the database under the lock of the document: the order in which it happened. The oldest have none. */
    @Column(insertable = false, updatable = false)
    private Long recorded;

    protected DocumentChange() {}

    DocumentChange(UUID documentId, Kind kind, Stamp made, Map<String, Object> before, Map<String, Object> after) {
        this.documentId = documentId;
        this.kind = kind;
        this.made = made;
        this.before = before;
        this.after = after;
    }

    HistoryEntry entry() {
        return new HistoryEntry(kind.action, made, before, after, null);
    }
}
