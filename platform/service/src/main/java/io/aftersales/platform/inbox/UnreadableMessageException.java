package io.aftersales.platform.inbox;

/** A record that no handler can be given: it becomes a dead letter at once, and its partition moves on. */
class UnreadableMessageException extends RuntimeException {

    private final String reason;

    UnreadableMessageException(String reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    /** Machine-readable: {@code no-id}, {@code unknown-type}, {@code unreadable}. */
    String reason() {
        return reason;
    }
}
