package io.aftersales.platform.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RequestFault;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import java.io.IOException;
import java.util.Set;

/** Turns what was written in an upload into a row that keeps its rules, or says why that cannot be. */
final class RowReader<R extends ImportRow> {

    private final Validator validator;

    RowReader(Validator validator) {
        this.validator = validator;
    }

    /** Makes a row of text; Jackson's failures are what is said to the sender. */
    interface Parsing<R> {
        R parse() throws IOException;
    }

    /** @param reference the row's, where it is known without reading the row */
    Entry<R> read(long line, int weight, String reference, Parsing<R> parsing) {
        R row;
        try {
            row = parsing.parse();
        } catch (JsonMappingException wrongType) {
            return Entry.refused(line, weight, reference, RequestFault.of(wrongType));
        } catch (JsonProcessingException noJson) {
            String where = noJson.getLocation() == null
                    ? ""
                    : " (column " + noJson.getLocation().getColumnNr() + ")";
            return Entry.refused(line, weight, reference, malformed("not well-formed JSON" + where));
        } catch (IOException wrongCharacters) {
            return Entry.refused(line, weight, reference, malformed("not UTF-8"));
        }
        if (row == null) {
            return Entry.refused(line, weight, reference, malformed("an object is expected"));
        }
        Set<ConstraintViolation<R>> broken = validator.validate(row);
        if (!broken.isEmpty()) {
            return Entry.refused(line, weight, row.externalReference(), RequestFault.of(broken));
        }
        return Entry.of(line, weight, row);
    }

    static RuleBroken malformed(String detail) {
        return new RuleBroken(GeneralProblem.MALFORMED_REQUEST, detail);
    }

    static RuleBroken tooLong() {
        return new RuleBroken(GeneralProblem.TOO_LARGE, "The row is longer than " + Lines.LONGEST + " bytes");
    }
}
