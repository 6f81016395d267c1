package io.aftersales.platform.paging;

import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** The {@code limit} and {@code cursor} of a list request. Use as {@code @BeanParam Paging paging}. */
public class Paging {

    private static final int MOST = 200;

    /** A text, so that what is no number is told from a resource that is not there. */
    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(
            description = "How many items at most",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            format = "int32",
                            minimum = "1",
                            maximum = "200",
                            defaultValue = "50"))
    public String limit;

    @QueryParam("cursor")
    @Parameter(description = "The next of the page before; without it the list starts")
    public String cursor;

    /**
     * How many items at most.
     *
     * @throws RuleBroken 400 for what is no number, 422 for what is not within 1 and 200
     */
    public int limit() {
        int number;
        try {
            number = Integer.parseInt(limit);
        } catch (NumberFormatException notANumber) {
            throw new RuleBroken(GeneralProblem.MALFORMED_REQUEST, "limit: a number is expected");
        }
        if (number < 1 || number > MOST) {
            throw RuleBroken.invalid("limit", "must be within 1 and " + MOST);
        }
        return number;
    }

    /**
     * A place in a list.
     *
     * @param rank by which the list is ordered before it is by age; null where it is by age alone
     */
    record Place(Long rank, UUID id) {}

    /** The last item of the page before, or null at the start. */
    Place after(boolean ranked) {
        if (cursor == null) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == (ranked ? 3 : 2) * Long.BYTES) {
                Long rank = ranked ? bytes.getLong() : null;
                return new Place(rank, new UUID(bytes.getLong(), bytes.getLong()));
            }
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
        throw malformed();
    }

    static String cursor(Place last) {
        ByteBuffer bytes = ByteBuffer.allocate((last.rank() == null ? 2 : 3) * Long.BYTES);
        if (last.rank() != null) {
            bytes.putLong(last.rank());
        }
        bytes.putLong(last.id().getMostSignificantBits()).putLong(last.id().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static RuleBroken malformed() {
        return new RuleBroken(GeneralProblem.MALFORMED_REQUEST, "The cursor is not one that this list gave out");
    }
}
