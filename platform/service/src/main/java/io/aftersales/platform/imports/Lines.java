package io.aftersales.platform.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of an upload, one at a time; no more than one is in memory, and of it no more than {@link #LONGEST}. */
final class Lines {

    /** Bytes that a row may have. */
    static final int LONGEST = 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final InputStream upload;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    private long number;

    Lines(InputStream upload) {
        this.upload = upload;
    }

    /**
     * @return the next line, or null at the end
     * @throws IOException when the upload breaks off: its last, incomplete line is not returned
     */
    Line next() throws IOException {
        ByteArrayOutputStream line = null;
        boolean tooLong = false;
        while (true) {
            if (position == end && !fill()) {
                return line == null ? null : line(line.toByteArray(), tooLong);
            }
            int start = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            boolean complete = position < end;
            if (line == null) {
                line = new ByteArrayOutputStream(Math.max(64, position - start));
            }
            if (line.size() + position - start > LONGEST) {
                tooLong = true;
            } else {
                line.write(buffer, start, position - start);
            }
            if (complete) {
                position++;
                return line(line.toByteArray(), tooLong);
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, upload.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private Line line(byte[] bytes, boolean tooLong) {
        number++;
        int from = number == 1 && startsWithByteOrderMark(bytes) ? 3 : 0;
        int to = bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        byte[] text = from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
        return new Line(number, text, tooLong);
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }
}
