package io.aftersales.platform.database;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.hibernate.reactive.session.ReactiveSession;

import java.util.ArrayList;
import java.util.List;

/**
 * Statements on a session's connection, and so within its transaction, that do without Hibernate's queries: for what every
 * request and every batch does. Hibernate Reactive 3.2 plans a native query that returns something anew each time, and keeps
 * every plan ({@code ReactiveResultSetMapping} has no {@code equals}), until a look into its full cache costs more than the
 * query: 6 % of the services' time was spent there.
 *
 * <p>Nothing is flushed before, and parameters are PostgreSQL's own, {@code $1} and so on: UUIDs, texts, numbers and arrays of
 * them, or null.
 */
public final class Sql {

    private Sql() {}

    /** Runs a statement that returns one column. */
    public static <T> Uni<List<T>> column(
            Mutiny.Session session, Class<T> type, String statement, Object... parameters) {
        return Uni.createFrom()
                .completionStage(() -> connection(session).select(statement, parameters))
                .map(rows -> {
                    List<T> values = new ArrayList<>(rows.size());
                    rows.forEachRemaining(row -> values.add(type.cast(row[0])));
                    return values;
                });
    }

    /** Runs a statement that returns nothing but how many rows it wrote. */
    public static Uni<Integer> update(Mutiny.Session session, String statement, Object... parameters) {
        return Uni.createFrom().completionStage(() -> connection(session).update(statement, parameters));
    }

    private static ReactiveConnection connection(Mutiny.Session session) {
        return ((MutinySessionImpl) session).unwrap(ReactiveSession.class).getReactiveConnection();
    }
}
