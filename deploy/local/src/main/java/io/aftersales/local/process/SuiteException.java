package io.aftersales.local.process;

/** The suite cannot do what it was told; the message says why in words for the person at the terminal. */
public class SuiteException extends RuntimeException {

    public SuiteException(String message) {
        super(message);
    }

    public SuiteException(String message, Throwable cause) {
        super(message, cause);
    }
}
