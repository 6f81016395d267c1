package io.aftersales.platform.idempotency;

/**
 * What makes two requests the same one.
 *
 * @param caller subject of the token
 * @param path of the request
 * @param key the caller's {@code Idempotency-Key}
 * @param bodyHash SHA-256 of the body as it was understood
 */
public record IdempotencyKey(String caller, String path, String key, byte[] bodyHash) {}
