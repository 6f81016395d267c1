package io.aftersales.platform.rest;

import io.aftersales.platform.work.Aggregate;

import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The successful answer to a write.
 *
 * @param location of the new resource, relative to the API's base; null where nothing was made
 * @param recordId the record that was made or changed
 * @param version makes the ETag; null where the answer is not a single document. Read after the transaction's flush.
 * @param body read after the transaction's flush, so that it holds the drawn numbers
 */
public record Answer(int status, URI location, UUID recordId, Supplier<Long> version, Supplier<Object> body) {

    /** 201 with the new document. */
    public static <E extends Aggregate> Answer created(String collection, E made, Supplier<Object> view) {
        return new Answer(201, URI.create(collection + "/" + made.id()), made.id(), made::version, view);
    }

    /** 202 with what was asked for and will be done. */
    public static <E extends Aggregate> Answer accepted(String collection, E asked, Supplier<Object> view) {
        return new Answer(202, URI.create(collection + "/" + asked.id()), asked.id(), () -> null, view);
    }

    /** 200 with the changed document. */
    public static <E extends Aggregate> Answer ok(E changed, Supplier<Object> view) {
        return new Answer(200, null, changed.id(), changed::version, view);
    }

    /**
     * 201 with a record that has neither a version nor an address of its own.
     *
     * @param recordId as long as the record, the request's idempotency key is kept
     */
    public static Answer added(UUID recordId, Supplier<Object> view) {
        return new Answer(201, null, recordId, () -> null, view);
    }

    /** 200 with what is no document. */
    public static Answer of(Object view) {
        return new Answer(200, null, null, () -> null, () -> view);
    }

    /** 204. */
    public static Answer done() {
        return new Answer(204, null, null, () -> null, () -> null);
    }
}
