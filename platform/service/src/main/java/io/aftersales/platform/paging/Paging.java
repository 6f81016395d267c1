package io.aftersales.platform.paging;

import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** The {@code limit} and {@code cursor} of a list request. Use as {@code @Valid @BeanParam Paging paging}. */
public class Paging {

    @QueryParam("limit")
    @DefaultValue("50")
    @Min(1)
    @Max(200)
    @Parameter(description = "How many items at most")
    public int limit;

    @QueryParam("cursor")
    @Parameter(description = "The next of the page before; without it the list starts")
    public String cursor;

    public int limit() {
        return limit;
    }

    /** The last item of the page before, or null at the start. */
    UUID after() {
        if (cursor == null) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == 2 * Long.BYTES) {
                return new UUID(bytes.getLong(), bytes.getLong());
            }
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
        throw malformed();
    }

    static String cursor(UUID last) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static RuleBroken malformed() {
        return new RuleBroken(GeneralProblem.MALFORMED_REQUEST, "The cursor is not one that a list gave out");
    }
}
