package io.aftersales.platform.outbox;

/** Kafka does not take messages at the moment; nothing is lost, the outbox keeps them. */
class BrokerAwayException extends RuntimeException {

    BrokerAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
