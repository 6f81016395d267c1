package io.aftersales.platform.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The answer to an import, {@link ImportResult}, in the making. It is sent when the upload has been read: most clients read no
 * answer before they have sent all, and would wait for us for ever while we wait for them.
 */
final class Report implements Closeable {

    private final Spool spool = new Spool();
    private final JsonGenerator json;
    private long imported;
    private long known;
    private long refused;

    Report(ObjectMapper mapper) throws IOException {
        json = mapper.createGenerator(spool);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeArrayFieldStart("refused");
    }

    void tell(Iterable<? extends Entry<?>> done) throws IOException {
        for (Entry<?> entry : done) {
            if (entry.refusal() != null) {
                refused++;
                json.writePOJO(ImportResult.RefusedRow.of(entry));
            } else if (entry.isKnown()) {
                known++;
            } else {
                imported++;
            }
        }
    }

    void finish() throws IOException {
        json.writeEndArray();
        json.writeNumberField("imported", imported);
        json.writeNumberField("known", known);
        json.writeEndObject();
        json.close();
    }

    void copyTo(OutputStream out) throws IOException {
        spool.copyTo(out);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    /** How far the import has come. */
    @Override
    public String toString() {
        return "%d imported, %d known, %d refused".formatted(imported, known, refused);
    }
}
