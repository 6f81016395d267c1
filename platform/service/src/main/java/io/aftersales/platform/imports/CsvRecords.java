package io.aftersales.platform.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The records of a CSV file (RFC 4180): separated by commas, quoted where they hold a comma, a quote or a line break. A quote that
 * is never closed costs the line in which it stands, not the rest of the file.
 */
final class CsvRecords {

    private final Lines lines;

    /** Lines that were read as the rest of a quoted field, which then turned out to be none. */
    private final Deque<Line> returned = new ArrayDeque<>();

    CsvRecords(Lines lines) {
        this.lines = lines;
    }

    /** @return the next record, sound or faulty; null at the end */
    CsvRecord next() throws IOException {
        Line first = take();
        while (first != null && first.isBlank()) {
            first = take();
        }
        if (first == null) {
            return null;
        }
        Scan scan = new Scan();
        List<Line> further = new ArrayList<>();
        int weight = first.bytes().length;
        scan.line(first);
        while (scan.isOpen()) {
            Line more = weight > Lines.LONGEST ? null : take();
            if (more == null) {
                scan.fail("a quote that is opened here is never closed");
                break;
            }
            further.add(more);
            weight += more.bytes().length;
            scan.line(more);
        }
        if (scan.fault != null) {
            for (int last = further.size() - 1; last >= 0; last--) {
                returned.addFirst(further.get(last));
            }
        }
        return new CsvRecord(first.number(), weight, scan.fields, scan.fault);
    }

    private Line take() throws IOException {
        return returned.isEmpty() ? lines.next() : returned.removeFirst();
    }

    /** Reads one record, line by line. */
    private static final class Scan {

        private final List<String> fields = new ArrayList<>();
        private StringBuilder field = new StringBuilder();
        private boolean quoted;
        private boolean closed;
        private String fault;

        /** Whether the record goes on in the next line. */
        boolean isOpen() {
            return quoted && fault == null;
        }

        void fail(String why) {
            fault = fault == null ? why : fault;
        }

        void line(Line line) {
            if (quoted) {
                field.append('\n');
            }
            if (line.isTooLong()) {
                fail(RowReader.tooLong().getMessage());
            }
            String text = text(line.bytes());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quoted) {
                    if (c != '"') {
                        field.append(c);
                    } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                        field.append(c);
                        i++;
                    } else {
                        quoted = false;
                        closed = true;
                    }
                } else if (c == ',') {
                    finishField();
                } else if (closed) {
                    fail("text after a closing quote");
                    return;
                } else if (c == '"' && field.length() == 0) {
                    quoted = true;
                } else if (c == '"') {
                    fail("a quote within a field that is not quoted");
                    return;
                } else {
                    field.append(c);
                }
            }
            if (!quoted) {
                finishField();
            }
        }

        private void finishField() {
            fields.add(field.toString());
            field = new StringBuilder();
            closed = false;
        }

        /** What is no UTF-8 is a fault; the record is read all the same, for its reference. */
        private String text(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException wrongCharacters) {
                fail("not UTF-8");
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }
    }
}
