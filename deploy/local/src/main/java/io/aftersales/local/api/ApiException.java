package io.aftersales.local.api;

import io.aftersales.local.process.SuiteException;

/** The API refused a request, or did not answer; the message says which and why. */
public final class ApiException extends SuiteException {

    private final int status;

    /** @param status of the answer; 0 without one */
    public ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    ApiException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    public int status() {
        return status;
    }
}
