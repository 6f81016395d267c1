package io.aftersales.systemtests.fault;

import java.util.Map;

/**
 * Something that may be asked for again and again, each time from another ticket of the customer, and is never refused.
 *
 * @param owner the service that does it
 * @param collection below the ticket's path, such as {@code coupons}
 */
public record RepeatableRequest(String owner, String collection, String customerId, Map<String, ?> body) {}
