package io.aftersales.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.platform.database.Sql;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.work.Failures;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Remembers the answers to requests that carried an {@code Idempotency-Key}, in the same transaction as their effect. A
 * request that is refused rolls back, and so stores nothing.
 */
@ApplicationScoped
public class Idempotency {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern WELL_FORMED = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** While the first request's transaction is open, this waits for it. */
    private static final String CLAIM = """
            insert into idempotency_key (caller, path, key, body_hash) values ($1, $2, $3, $4)
            on conflict do nothing""";

    private static final String FIND = """
            select body_hash, status, body, location, etag, record_id from idempotency_key
            where caller = ?1 and path = ?2 and key = ?3""";

    private static final String STORE = """
            update idempotency_key set status = $4, body = $5, location = $6, etag = $7, record_id = $8
            where caller = $1 and path = $2 and key = $3""";

    private final Caller caller;
    private final ObjectMapper json;

    Idempotency(Caller caller, ObjectMapper json) {
        this.caller = caller;
        this.json = json;
    }

    /** The key of a request; empty when it carries none. */
    public Optional<IdempotencyKey> keyOf(ContainerRequestContext request, Object body) {
        String key = request.getHeaderString(HEADER);
        if (key == null) {
            return Optional.empty();
        }
        if (!WELL_FORMED.matcher(key).matches()) {
            throw new RuleBroken(GeneralProblem.MALFORMED_REQUEST, HEADER + " is 1 to 200 visible ASCII characters");
        }
        return Optional.of(
                new IdempotencyKey(caller.subject(), request.getUriInfo().getPath(), key, sha256(write(body))));
    }

    /**
     * Takes the key for this transaction.
     *
     * @return the stored answer if the key was used before; empty if this is the first request
     * @throws RuleBroken 422 if it was used with another body, 409 if the first request takes too long
     */
    public Uni<Optional<StoredAnswer>> claim(IdempotencyKey key) {
        return Panache.getSession()
                .chain(session ->
                        Sql.update(session, CLAIM, key.caller(), key.path(), key.key(), Buffer.buffer(key.bodyHash())))
                .onFailure(Failures::isLockTimeout)
                .transform(busy -> new RuleBroken(
                        GeneralProblem.REQUEST_IN_PROGRESS, GeneralProblem.REQUEST_IN_PROGRESS.meaning()))
                .chain(claimed -> claimed == 1
                        ? Uni.createFrom().item(Optional.empty())
                        : find(key)
                                .chain(stored -> stored == null
                                        ? claim(key)
                                        : Uni.createFrom().item(Optional.of(stored))));
    }

    /** Keeps the answer of the request that claimed the key. */
    public Uni<Void> store(IdempotencyKey key, StoredAnswer answer) {
        return Panache.getSession()
                .chain(session -> Sql.update(
                        session,
                        STORE,
                        key.caller(),
                        key.path(),
                        key.key(),
                        answer.status(),
                        answer.body(),
                        answer.location(),
                        answer.etag(),
                        answer.recordId()))
                .replaceWithVoid();
    }

    /** JSON of a body, null for null. */
    public String write(Object body) {
        try {
            return body == null ? null : json.writeValueAsString(body);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("A body of type " + body.getClass().getName(), unwritable);
        }
    }

    /**
     * @return the answer to an earlier request with this key, or null if there was none
     * @throws RuleBroken 422 if it was used with another body
     */
    public Uni<StoredAnswer> find(IdempotencyKey key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter(1, key.caller())
                        .setParameter(2, key.path())
                        .setParameter(3, key.key())
                        .getSingleResultOrNull())
                .onItem()
                .ifNotNull()
                .transform(row -> {
                    if (!MessageDigest.isEqual((byte[]) row[0], key.bodyHash())) {
                        throw new RuleBroken(
                                GeneralProblem.IDEMPOTENCY_KEY_REUSED, GeneralProblem.IDEMPOTENCY_KEY_REUSED.meaning());
                    }
                    return new StoredAnswer(
                            ((Number) row[1]).intValue(), (String) row[2], (String) row[3], (String) row[4], (UUID)
                                    row[5]);
                });
    }

    private static byte[] sha256(String text) {
        try {
            byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
