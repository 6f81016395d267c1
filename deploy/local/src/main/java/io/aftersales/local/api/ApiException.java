package io.aftersales.local.api;

import io.aftersales.local.process.SuiteException;

/** The API refused a request, or did not answer; the message says which and why. */
public final class ApiException extends SuiteException {

    public ApiException(String message) {
        super(message);
    }

    public ApiException(String message, Throwable cause) {
        super(message, cause);
    }
}
