package io.aftersales.platform.paging;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A filtered list of entities, the newest first unless said otherwise. Pages follow each other by key, never by offset: they cost the same however
 * far one reads, and nothing is skipped or doubled when something is added meanwhile.
 *
 * @param <E> an entity; its alias in conditions is {@code e}
 */
public final class Keyset<E extends Keyed> {

    private final Class<E> type;
    private final String fetches;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private String rank;
    private ToLongFunction<E> rankOf;
    private boolean oldestFirst;

    private Keyset(Class<E> type, String fetches) {
        this.type = type;
        this.fetches = fetches;
    }

    public static <E extends Keyed> Keyset<E> of(Class<E> type) {
        return new Keyset<>(type, "");
    }

    /**
     * @param fetches HQL joins of to-one associations that the view needs, such as {@code left join fetch e.customer}; a
     *     fetched collection would break the limit
     */
    public static <E extends Keyed> Keyset<E> of(Class<E> type, String fetches) {
        return new Keyset<>(type, fetches);
    }

    /** Adds an HQL condition without parameters. */
    public Keyset<E> where(String condition) {
        conditions.add(condition);
        return this;
    }

    /**
     * Adds an HQL condition with the parameter {@code :name}; none if the value is null, as for a filter that was not given.
     */
    public Keyset<E> where(String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(name, value);
        }
        return this;
    }

    /** The oldest come first. */
    public Keyset<E> oldestFirst() {
        oldestFirst = true;
        return this;
    }

    /**
     * The highest ranks come first, and of one rank the newest.
     *
     * @param path of a whole number that is never null, such as {@code e.priority}
     */
    public Keyset<E> highestFirst(String path, ToLongFunction<E> rankOf) {
        this.rank = path;
        this.rankOf = rankOf;
        return this;
    }

    /** Runs the query in the current session. */
    public <V> Uni<Page<V>> page(Paging paging, Function<E, V> view) {
        Paging.Place after = paging.after(rank != null);
        if (after != null) {
            startAfter(after);
        }
        return Panache.getSession()
                .chain(session -> query(session)
                        .setMaxResults(paging.limit() + 1)
                        .getResultList()
                        .map(found -> page(found, paging.limit(), view)));
    }

    private void startAfter(Paging.Place place) {
        String older = oldestFirst ? "e.id > :after" : "e.id < :after";
        if (rank != null) {
            where("%1$s < :rank or (%1$s = :rank and %2$s)".formatted(rank, older), "rank", place.rank());
            parameters.put("after", place.id());
        } else {
            where(older, "after", place.id());
        }
    }

    private String order() {
        String byAge = oldestFirst ? "e.id asc" : "e.id desc";
        return rank == null ? byAge : rank + " desc, " + byAge;
    }

    private Mutiny.SelectionQuery<E> query(Mutiny.Session session) {
        String where = conditions.isEmpty() ? "" : " where (" + String.join(") and (", conditions) + ")";
        Mutiny.SelectionQuery<E> query = session.createSelectionQuery(
                "select e from " + type.getSimpleName() + " e " + fetches + where + " order by " + order(), type);
        parameters.forEach(query::setParameter);
        return query;
    }

    private <V> Page<V> page(List<E> found, int limit, Function<E, V> view) {
        boolean more = found.size() > limit;
        List<E> shown = more ? found.subList(0, limit) : found;
        String next = more ? Paging.cursor(place(shown.get(limit - 1))) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    private Paging.Place place(E item) {
        return new Paging.Place(rank == null ? null : rankOf.applyAsLong(item), item.id());
    }
}
