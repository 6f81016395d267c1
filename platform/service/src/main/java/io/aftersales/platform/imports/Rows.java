package io.aftersales.platform.imports;

import java.io.IOException;

/** The rows of an upload, in whatever format it has. */
interface Rows<R> {

    /**
     * @return the next row, valid or refused; null at the end
     * @throws IOException when the upload breaks off
     */
    Entry<R> next() throws IOException;

    /** Whether a row may be several lines, so that more lines of it may follow later, where they are no neighbours. */
    boolean haveSeveralLines();
}
