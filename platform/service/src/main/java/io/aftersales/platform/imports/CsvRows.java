package io.aftersales.platform.imports;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;

import java.io.IOException;

/**
 * CSV: one line a row; or, where the columns name a list of the row, neighbouring lines with one reference are one row. Half a
 * document is never taken: a line that cannot be read takes the row down that it belongs to, and where that cannot be told, its
 * neighbours. Lines of a document that are no neighbours are beyond what is seen here: {@link SplitDocuments}.
 */
final class CsvRows<R extends ImportRow> implements Rows<R> {

    private final CsvRecords records;
    private final CsvHeader header;
    private final ObjectMapper json;
    private final ObjectReader rowReader;
    private final RowReader<R> reader;

    private CsvRecord ahead;
    private boolean started;

    /** The line before the next one, if it cannot be read and nobody knows whose it was; else 0. */
    private long strayLine;

    /** @throws io.aftersales.platform.problem.RuleBroken for a first line with which nothing can be read */
    CsvRows(Lines lines, JavaType rowType, ObjectMapper strictJson, RowReader<R> reader) throws IOException {
        this.records = new CsvRecords(lines);
        this.json = readingCells(strictJson);
        this.rowReader = json.readerFor(rowType);
        this.reader = reader;
        this.header = CsvHeader.of(records.next(), rowType, json);
    }

    /** In a CSV file everything is text: numbers and booleans too. */
    static ObjectMapper readingCells(ObjectMapper strictJson) {
        ObjectMapper json = strictJson.copy();
        json.coercionConfigFor(LogicalType.Boolean).setCoercion(CoercionInputShape.String, CoercionAction.TryConvert);
        json.coercionConfigFor(LogicalType.Integer).setCoercion(CoercionInputShape.String, CoercionAction.TryConvert);
        return json;
    }

    @Override
    public Entry<R> next() throws IOException {
        if (!started) {
            started = true;
            ahead = records.next();
        }
        if (ahead == null) {
            return null;
        }
        CsvRecord first = ahead;
        String reference = header.referenceOf(first);
        String fault = header.faultOf(first);
        if (header.list() == null || reference == null) {
            ahead = records.next();
            strayLine = reference == null && fault != null ? first.line() : 0;
            return fault == null ? single(first, reference) : refused(first, reference, fault);
        }
        return document(first, reference);
    }

    @Override
    public boolean haveSeveralLines() {
        return header.list() != null;
    }

    private Entry<R> single(CsvRecord record, String reference) {
        ObjectNode row = json.createObjectNode();
        ArrayNode elements = header.list() == null ? null : row.putArray(header.list());
        add(record, row, elements);
        return reader.read(record.line(), record.weight(), reference, () -> rowReader.readValue(row));
    }

    /** Reads on as long as the reference is the same. */
    private Entry<R> document(CsvRecord first, String reference) throws IOException {
        Document document = new Document(first);
        if (strayLine > 0) {
            document.fail(first, "line %d before it cannot be read, and may belong to it".formatted(strayLine));
            strayLine = 0;
        }
        do {
            document.add(ahead);
            ahead = records.next();
        } while (ahead != null && reference.equals(header.referenceOf(ahead)));
        if (ahead != null && header.referenceOf(ahead) == null && header.faultOf(ahead) != null) {
            document.fail(first, "line %d after it cannot be read, and may belong to it".formatted(ahead.line()));
        }
        return document.entry(reference);
    }

    private void add(CsvRecord record, ObjectNode row, ArrayNode elements) {
        ObjectNode element = json.createObjectNode();
        for (int i = 0; i < header.columns().size(); i++) {
            CsvColumn column = header.columns().get(i);
            column.put(record.fields().get(i), column.list() == null ? row : element);
        }
        if (!element.isEmpty()) {
            elements.add(element);
        }
    }

    private Entry<R> refused(CsvRecord record, String reference, String why) {
        return Entry.refused(record.line(), record.weight(), reference, RowReader.malformed(why));
    }

    /** A row that several lines of the file make. */
    private final class Document {

        private final CsvRecord first;
        private final ObjectNode row = json.createObjectNode();
        private final ArrayNode elements = row.putArray(header.list());
        private int weight;
        private CsvRecord broken;
        private String fault;

        Document(CsvRecord first) {
            this.first = first;
        }

        void fail(CsvRecord where, String why) {
            if (fault == null) {
                broken = where;
                fault = why;
            }
        }

        void add(CsvRecord record) {
            weight = Math.min(Lines.LONGEST + 1, weight + record.weight());
            String own = header.faultOf(record);
            if (own != null) {
                fail(record, own);
            } else if (weight > Lines.LONGEST) {
                fail(first, RowReader.tooLong().getMessage());
            }
            if (fault == null) {
                refuseOtherHead(record);
            }
            if (fault == null) {
                CsvRows.this.add(record, row, elements);
            }
        }

        private void refuseOtherHead(CsvRecord record) {
            for (int i = 0; i < header.columns().size(); i++) {
                CsvColumn column = header.columns().get(i);
                String cell = record.field(i);
                if (column.list() == null && cell != null && !cell.equals(first.field(i))) {
                    fail(
                            record,
                            "%s is not that of line %d, which has the same reference"
                                    .formatted(column.name(), first.line()));
                }
            }
        }

        Entry<R> entry(String reference) {
            if (fault != null) {
                return refused(broken, reference, fault);
            }
            return reader.read(first.line(), weight, reference, () -> rowReader.readValue(row));
        }
    }
}
