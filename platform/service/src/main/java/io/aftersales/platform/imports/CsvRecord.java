package io.aftersales.platform.imports;

import java.util.List;

/**
 * A record of a CSV file.
 *
 * @param line where it begins
 * @param weight its bytes
 * @param fields as far as they could be read
 * @param fault what is wrong with it, null for nothing
 */
record CsvRecord(long line, int weight, List<String> fields, String fault) {

    /** @return the field, or null where the record does not reach so far or the field is empty */
    String field(int index) {
        return index < 0 || index >= fields.size() || fields.get(index).isEmpty() ? null : fields.get(index);
    }
}
