package io.aftersales.platform.imports;

/**
 * A line of an upload, without its end.
 *
 * @param number of the line, the first is 1
 * @param bytes what of it was read: of one that is too long, the beginning
 */
record Line(long number, byte[] bytes, boolean isTooLong) {

    boolean isBlank() {
        for (byte each : bytes) {
            if (each != ' ' && each != '\t') {
                return false;
            }
        }
        return !isTooLong;
    }
}
