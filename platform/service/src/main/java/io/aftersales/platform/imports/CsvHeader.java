package io.aftersales.platform.imports;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.platform.problem.RuleBroken;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The first line of a CSV file: which columns it has. */
final class CsvHeader {

    private static final String REFERENCE = "externalReference";

    private final List<CsvColumn> columns;
    private final int reference;
    private final String list;

    private CsvHeader(List<CsvColumn> columns) {
        this.columns = columns;
        this.reference = columns.stream().map(CsvColumn::name).toList().indexOf(REFERENCE);
        this.list = columns.stream()
                .map(CsvColumn::list)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * @param first the file's first record, null for an empty file
     * @throws RuleBroken when nothing of the file could be read with it: a column that no row has, one named twice, no reference
     */
    static CsvHeader of(CsvRecord first, JavaType rowType, ObjectMapper json) {
        if (first == null) {
            return new CsvHeader(List.of());
        }
        if (first.fault() != null) {
            throw RowReader.malformed("The first line, which names the columns, cannot be read: " + first.fault());
        }
        List<CsvColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> lists = new HashSet<>();
        for (String field : first.fields()) {
            String name = field.trim();
            CsvColumn column = CsvColumn.of(name, rowType, json);
            if (column == null) {
                throw RowReader.malformed("The first line names a column '" + name + "', which no row has");
            }
            if (!names.add(name)) {
                throw RowReader.malformed("The first line names the column '" + name + "' twice");
            }
            if (column.list() != null && lists.add(column.list()) && lists.size() > 1) {
                throw RowReader.malformed("The first line names columns of two lists: " + String.join(", ", lists));
            }
            columns.add(column);
        }
        if (!names.contains(REFERENCE)) {
            throw RowReader.malformed("The first line names no column '" + REFERENCE + "'");
        }
        return new CsvHeader(columns);
    }

    List<CsvColumn> columns() {
        return columns;
    }

    /** The list that every line of the file adds an element to; null where every line is a row. */
    String list() {
        return list;
    }

    /** The reference of a record, null where it has none or it cannot be read. */
    String referenceOf(CsvRecord record) {
        return record.field(reference);
    }

    /** What is wrong with a record, null for nothing. */
    String faultOf(CsvRecord record) {
        if (record.fault() != null || record.fields().size() == columns.size()) {
            return record.fault();
        }
        return "%d fields, where the first line names %d"
                .formatted(record.fields().size(), columns.size());
    }
}
