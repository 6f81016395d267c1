package io.aftersales.testkit.access;

import java.util.Arrays;

/** What a cell of the matrix says. */
public enum Access {

    /** The request is taken up: it succeeds, or fails for a reason other than who asks. */
    ALLOWED("allowed"),

    /** 403: the role does not do this. */
    DENIED("denied"),

    /** 404: the role does this, but must not learn that this record exists. */
    HIDDEN("hidden");

    private final String cell;

    Access(String cell) {
        this.cell = cell;
    }

    static Access of(String cell) {
        return Arrays.stream(values())
                .filter(access -> access.cell.equals(cell))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a cell says allowed, denied (403) or hidden (404), not \"" + cell + "\""));
    }
}
