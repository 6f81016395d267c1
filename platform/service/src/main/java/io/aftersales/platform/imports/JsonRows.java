package io.aftersales.platform.imports;

import com.fasterxml.jackson.databind.ObjectReader;

import java.io.IOException;

/** NDJSON: one object a line; blank lines are nothing. */
final class JsonRows<R extends ImportRow> implements Rows<R> {

    private final Lines lines;
    private final ObjectReader json;
    private final RowReader<R> reader;

    /** @param json reads the rows' type */
    JsonRows(Lines lines, ObjectReader json, RowReader<R> reader) {
        this.lines = lines;
        this.json = json;
        this.reader = reader;
    }

    @Override
    public Entry<R> next() throws IOException {
        Line line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        byte[] text = line.bytes();
        return line.isTooLong()
                ? Entry.refused(line.number(), text.length, null, RowReader.tooLong())
                : reader.read(line.number(), text.length, null, () -> json.readValue(text));
    }

    @Override
    public boolean haveSeveralLines() {
        return false;
    }
}
