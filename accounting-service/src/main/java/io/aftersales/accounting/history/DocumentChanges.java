package io.aftersales.accounting.history;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Keeps what documents do not tell of themselves; each change is stored in the transaction that makes it. */
@ApplicationScoped
public class DocumentChanges {

    private static final String OF_DOCUMENT =
            "from DocumentChange c where c.documentId = :id order by c.recorded nulls first, c.id";

    private static final TypeReference<TreeMap<String, Object>> FIELDS = new TypeReference<>() {};

    private final ObjectMapper json;

    DocumentChanges(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Keeps an edit: those fields of a draft that differ. Nothing is kept where nothing does.
     *
     * @param before the editable part of the document as it was
     * @param after the same, as it is now
     */
    public void edited(UUID documentId, Object before, Object after, Stamp by, Work work) {
        Map<String, Object> was = json.convertValue(before, FIELDS);
        Map<String, Object> is = json.convertValue(after, FIELDS);
        Set<String> same = new TreeSet<>();
        was.forEach((field, value) -> {
            if (Objects.equals(value, is.get(field))) {
                same.add(field);
            }
        });
        was.keySet().removeAll(same);
        is.keySet().removeAll(same);
        if (!was.isEmpty() || !is.isEmpty()) {
            work.persist(new DocumentChange(documentId, DocumentChange.Kind.EDITED, by, was, is));
        }
    }

    /** Keeps that a document could not post itself, and why. */
    public void postingRefused(UUID documentId, RuleBroken broken, Work work) {
        work.persist(new DocumentChange(
                documentId,
                DocumentChange.Kind.POSTING_REFUSED,
                Stamp.ofNobody(),
                Map.of("postsItself", true),
                Map.of("postsItself", false, "code", broken.code().code(), "detail", broken.getMessage())));
    }

    /** What was kept of a document, the oldest first. */
    public Uni<List<HistoryEntry>> of(UUID documentId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_DOCUMENT, DocumentChange.class)
                        .setParameter("id", documentId)
                        .getResultList())
                .map(changes -> changes.stream().map(DocumentChange::entry).toList());
    }
}
