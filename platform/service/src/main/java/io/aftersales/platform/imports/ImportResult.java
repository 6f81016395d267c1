package io.aftersales.platform.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.problem.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/**
 * What an import is answered with. It is written bit by bit, so this record is its description only.
 *
 * @param refused in the order of the lines
 */
@Schema(name = "ImportResult")
public record ImportResult(
        @Schema(description = "Every row that was not taken, in the order of the lines")
        List<RefusedRow> refused,

        @Schema(description = "Rows that were taken by this import")
        long imported,

        @Schema(description = "Rows whose external reference was there already: nothing was done")
        long known) {

    /** A row that was not taken, and why. */
    @Schema(name = "RefusedRow")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record RefusedRow(
            @Schema(description = "Line of the upload, counted from 1", examples = "17")
            long line,

            @Schema(description = "Absent where it could not be read", examples = "536365")
            String externalReference,

            @Schema(examples = "invalid-request") String code,
            String detail,
            List<Violation> violations) {

        static RefusedRow of(Entry<?> entry) {
            RuleBroken why = entry.refusal();
            return new RefusedRow(
                    entry.line(), entry.reference(), why.code().code(), why.getMessage(), why.violations());
        }
    }
}
