package io.aftersales.platform.rest;

import io.aftersales.platform.idempotency.Idempotency;
import io.aftersales.platform.idempotency.IdempotencyKey;
import io.aftersales.platform.idempotency.StoredAnswer;
import io.aftersales.platform.outbox.TraceParent;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.request.RequestFilter;
import io.aftersales.platform.work.Aggregate;
import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Transactions;
import io.aftersales.platform.work.Work;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How a resource reads and writes: every write is one transaction, a POST honours {@code Idempotency-Key} in that same
 * transaction, and single documents carry their ETag.
 */
@RequestScoped
public class Api {

    private static final String BASE = "/api/v1";

    /** Bytes of the largest body that may come where none is read: <code>{}</code>. */
    private static final int EMPTY_OBJECT = 2;

    /** As answers that are written from objects say it. */
    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8");

    private final Transactions transactions;
    private final Idempotency idempotency;
    private final ContainerRequestContext request;

    Api(Transactions transactions, Idempotency idempotency, ContainerRequestContext request) {
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.request = request;
    }

    /** Answers 200 with one document and its ETag. */
    public <E extends Aggregate> Uni<Response> get(Supplier<Uni<E>> query, Function<E, ?> view) {
        return transactions
                .read(query)
                .map(found -> Response.ok(view.apply(found))
                        .header(HttpHeaders.ETAG, Preconditions.etag(found.version()))
                        .build());
    }

    /** Answers with a document whose view takes more than the document itself to read. */
    public Uni<Response> answer(Supplier<Uni<Answer>> query) {
        return transactions.read(query).map(Api::response);
    }

    /** Runs a query in a session and returns its result. */
    public <T> Uni<T> read(Supplier<Uni<T>> query) {
        return transactions.read(query);
    }

    /** Runs a change that is no POST, such as a PATCH. */
    public Uni<Response> change(Function<Work, Uni<Answer>> effect) {
        return transactions.write(cause(), effect).map(Api::response);
    }

    /**
     * Runs the effect of a POST, once per {@code Idempotency-Key}: a repeat with the same body gets the stored answer.
     *
     * @param body the request as it was read, or null for a POST without one
     * @throws RuleBroken 400 if nothing was read of a body that holds something
     */
    public Uni<Response> post(Object body, Function<Work, Uni<Answer>> effect) {
        return post(body, effect, stored -> Uni.createFrom().item(response(stored)));
    }

    /** The same, but a repeat is answered afresh, from the id of the record that the first request made. */
    public Uni<Response> postOrRead(
            Object body, Function<Work, Uni<Answer>> effect, Function<UUID, Uni<Response>> whenRepeated) {
        return post(body, effect, stored -> whenRepeated.apply(stored.recordId()));
    }

    /**
     * Runs what is too large for one transaction and does no harm when it is done twice: its steps are transactions of their
     * own, and the answer alone is stored under the {@code Idempotency-Key} once all of them are done.
     *
     * @throws RuleBroken 400 if nothing was read of a body that holds something
     */
    public Uni<Response> postInSteps(Object body, Supplier<Uni<Answer>> steps) {
        refuseUnread(body);
        Optional<IdempotencyKey> key = idempotency.keyOf(request, body);
        if (key.isEmpty()) {
            return steps.get().map(Api::response);
        }
        return transactions
                .read(() -> idempotency.find(key.get()))
                .chain(earlier -> earlier == null
                        ? steps.get()
                                .chain(answer ->
                                        post(body, work -> Uni.createFrom().item(answer)))
                        : Uni.createFrom().item(response(earlier)));
    }

    private record Outcome(Answer answer, StoredAnswer earlier) {}

    private Uni<Response> post(
            Object body, Function<Work, Uni<Answer>> effect, Function<StoredAnswer, Uni<Response>> whenRepeated) {
        refuseUnread(body);
        Optional<IdempotencyKey> key = idempotency.keyOf(request, body);
        if (key.isEmpty()) {
            return change(effect);
        }
        return transactions
                .write(cause(), work -> once(key.get(), work, effect))
                .chain(outcome -> outcome.earlier() == null
                        ? Uni.createFrom().item(response(outcome.answer()))
                        : whenRepeated.apply(outcome.earlier()));
    }

    private void refuseUnread(Object body) {
        if (body == null && request.getLength() > EMPTY_OBJECT) {
            throw new RuleBroken(
                    GeneralProblem.MALFORMED_REQUEST, "Nothing is read from a body here: send none, or {}");
        }
    }

    private Uni<Outcome> once(IdempotencyKey key, Work work, Function<Work, Uni<Answer>> effect) {
        return idempotency
                .claim(key)
                .chain(earlier -> earlier.isPresent()
                        ? Uni.createFrom().item(new Outcome(null, earlier.get()))
                        : effect.apply(work)
                                .invoke(answer -> work.beforeCommit(() -> idempotency.store(key, stored(answer))))
                                .map(answer -> new Outcome(answer, null)));
    }

    private StoredAnswer stored(Answer answer) {
        return new StoredAnswer(
                answer.status(),
                idempotency.write(answer.body().get()),
                answer.location() == null ? null : location(answer.location()).toString(),
                answer.version().get() == null
                        ? null
                        : Preconditions.etag(answer.version().get()),
                answer.recordId());
    }

    private static Response response(Answer answer) {
        Response.ResponseBuilder response =
                Response.status(answer.status()).entity(answer.body().get());
        if (answer.location() != null) {
            response.location(location(answer.location()));
        }
        Long version = answer.version().get();
        if (version != null) {
            response.header(HttpHeaders.ETAG, Preconditions.etag(version));
        }
        return response.build();
    }

    private static Response response(StoredAnswer stored) {
        Response.ResponseBuilder response = Response.status(stored.status());
        if (stored.body() != null) {
            response.entity(stored.body()).type(JSON);
        }
        if (stored.location() != null) {
            response.location(URI.create(stored.location()));
        }
        if (stored.etag() != null) {
            response.header(HttpHeaders.ETAG, stored.etag());
        }
        return response.build();
    }

    private static URI location(URI relative) {
        return URI.create(BASE + "/" + relative);
    }

    private Cause cause() {
        return new Cause(
                null,
                RequestFilter.idOf(request),
                TraceParent.format(Span.current().getSpanContext()));
    }
}
