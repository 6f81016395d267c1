package io.aftersales.platform.idempotency;

import java.util.UUID;

/**
 * The answer to the first request with its key.
 *
 * @param body JSON, or null
 * @param recordId the record that the request made or changed, or null
 */
public record StoredAnswer(int status, String body, String location, String etag, UUID recordId) {}
