package io.aftersales.kubernetes.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Just enough of the tar format to find one file. */
final class TarFile {

    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;

    private TarFile() {}

    /** @throws IllegalStateException if there is no such file */
    static InputStream entry(InputStream tar, String name) throws IOException {
        for (byte[] header = tar.readNBytes(BLOCK); header.length == BLOCK; header = tar.readNBytes(BLOCK)) {
            String found = text(header, 0, NAME_LENGTH);
            if (found.isEmpty()) {
                break;
            }
            long size = Long.parseLong(text(header, SIZE_AT, SIZE_LENGTH).strip(), 8);
            if (found.equals(name)) {
                return new ByteArrayInputStream(tar.readNBytes(Math.toIntExact(size)));
            }
            tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
        }
        throw new IllegalStateException("no " + name + " in the archive");
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.US_ASCII);
    }
}
