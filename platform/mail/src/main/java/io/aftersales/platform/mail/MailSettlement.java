package io.aftersales.platform.mail;

import io.aftersales.platform.mail.SettledMail.Refusal;
import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Transactions;
import io.aftersales.platform.work.Work;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells the service what became of a mail, in a transaction of its own: whatever goes wrong there, the mail server's answer is
 * already committed and no copy goes out again.
 */
@ApplicationScoped
class MailSettlement {

    private static final Logger LOG = Logger.getLogger(MailSettlement.class);

    private static final String DUE = """
            select id from outgoing_mail
            where recipients_waiting = 0 and settled_at is null and settle_due_at <= now()
            order by settle_due_at limit 1""";

    private static final String LOCK = """
            select kind, subject_id, correlation_id, causation_id, traceparent from outgoing_mail
            where id = ?1 and settled_at is null for update skip locked""";

    private static final String COPIES =
            "select address, reply from mail_recipient where mail_id = ?1 order by address";

    private static final String FORGET = "delete from outgoing_mail where id = ?1";

    /** The content goes in any case: it may hold what only its recipients may know. */
    private static final String KEEP_REFUSALS =
            "update outgoing_mail set settled_at = now(), text_body = '', html_body = '' where id = ?1";

    private static final String POSTPONE = """
            update outgoing_mail
            set settle_attempts = settle_attempts + 1,
                settle_due_at = clock_timestamp() + least(power(2, settle_attempts), 3600) * interval '1 s'
            where id = ?1""";

    private final Map<String, MailHandler> handlers = new HashMap<>();
    private final Transactions transactions;

    MailSettlement(@All List<MailHandler> handlers, Transactions transactions) {
        this.transactions = transactions;
        for (MailHandler handler : handlers) {
            if (this.handlers.put(handler.kind(), handler) != null) {
                throw new IllegalStateException("two handlers for mails of kind " + handler.kind());
            }
        }
    }

    /**
     * Settles the mail that is due first, and blocks meanwhile.
     *
     * @return false when none is due
     */
    boolean next(Connection connection) throws SQLException {
        Optional<UUID> due = due(connection);
        due.ifPresent(this::settleOrPostpone);
        return due.isPresent();
    }

    private static Optional<UUID> due(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(DUE);
                ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
        }
    }

    private void settleOrPostpone(UUID mail) {
        await(transactions
                .once(Cause.none(), work -> settle(mail, work))
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "mail %s could not be settled, trying again", mail))
                .onFailure()
                .recoverWithUni(() -> transactions.once(Cause.none(), work -> run(POSTPONE, mail))));
    }

    private Uni<Void> settle(UUID mail, Work work) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, Object[].class)
                        .setParameter(1, mail)
                        .getSingleResultOrNull()
                        .chain(row -> row == null ? Uni.createFrom().voidItem() : settle(mail, row, session, work)));
    }

    private Uni<Void> settle(UUID id, Object[] row, Mutiny.Session session, Work work) {
        MailHandler handler = handlers.get((String) row[0]);
        Cause cause = new Cause((String) row[2], (String) row[3], (String) row[4]);
        return session.createNativeQuery(COPIES, Object[].class)
                .setParameter(1, id)
                .getResultList()
                .map(copies -> settled(id, (UUID) row[1], copies))
                .call(mail ->
                        handler == null ? Uni.createFrom().voidItem() : handler.settled(mail, work.because(cause)))
                .chain(mail -> run(mail.refused().isEmpty() ? FORGET : KEEP_REFUSALS, id));
    }

    private static SettledMail settled(UUID id, UUID subjectId, List<Object[]> copies) {
        List<String> accepted = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        for (Object[] copy : copies) {
            if (copy[1] == null) {
                accepted.add((String) copy[0]);
            } else {
                refused.add(new Refusal((String) copy[0], (String) copy[1]));
            }
        }
        return new SettledMail(id, subjectId, accepted, refused);
    }

    private static Uni<Void> run(String sql, UUID mail) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(sql).setParameter(1, mail).executeUpdate())
                .replaceWithVoid();
    }

    private static <T> T await(Uni<T> uni) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> uni);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
