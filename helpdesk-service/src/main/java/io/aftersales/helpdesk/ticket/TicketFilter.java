package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which tickets a list shows, and in which order; whatever is not given does not matter. */
public class TicketFilter {

    private static final int MOST_WORDS = 10;

    /** Each word is looked for by itself, in what is written on the ticket and in the customer's name; an index finds both. */
    private static final String WORD = """
            e.id in (select t.id from TicketText t where t.searchText ilike :%1$s escape '!'
                     union
                     select t.id from Ticket t where t.customer.name ilike :%1$s escape '!')""";

    @QueryParam("q")
    @Size(min = 3, max = 200)
    @Parameter(
            description =
                    "Words, each of which is part of the number, the subject, the description or the customer's name,"
                            + " in any case")
    public String q;

    @QueryParam("teamId")
    @Parameter(schema = @Schema(format = "uuid"))
    public String teamId;

    @QueryParam("stageId")
    @Parameter(schema = @Schema(format = "uuid"))
    public String stageId;

    @QueryParam("state")
    @Pattern(regexp = "open|closed")
    public String state;

    @QueryParam("customerId")
    @Parameter(schema = @Schema(format = "uuid"))
    public String customerId;

    @QueryParam("companyOf")
    @Parameter(description = "Of all members of this customer's company", schema = @Schema(format = "uuid"))
    public String companyOf;

    @QueryParam("assignee")
    @Parameter(description = "Subject of a user")
    public String assignee;

    @QueryParam("priority")
    @Pattern(regexp = "[0-3]")
    public String priority;

    @QueryParam("number")
    public String number;

    @QueryParam("externalReference")
    public String externalReference;

    @QueryParam("openedFrom")
    @Parameter(description = "Opened then or later", schema = @Schema(format = "date-time"))
    public String openedFrom;

    @QueryParam("openedBefore")
    @Parameter(schema = @Schema(format = "date-time"))
    public String openedBefore;

    @QueryParam("closedFrom")
    @Parameter(description = "Closed then or later", schema = @Schema(format = "date-time"))
    public String closedFrom;

    @QueryParam("closedBefore")
    @Parameter(schema = @Schema(format = "date-time"))
    public String closedBefore;

    @QueryParam("sort")
    @Pattern(regexp = "-openedAt|openedAt|-priority")
    @Parameter(
            description =
                    "-openedAt: the newest first, as without it; openedAt: the oldest first; -priority: the highest"
                            + " priority first, and of one priority the newest")
    public String sort;

    /** Narrows and orders a list of tickets. */
    Keyset<Ticket> apply(Keyset<Ticket> all) {
        all.where("e.team.id = :team", "team", Filter.uuid("teamId", teamId))
                .where("e.stage.id = :stage", "stage", Filter.uuid("stageId", stageId))
                .where("e.stage.folded = :closed", "closed", state == null ? null : state.equals("closed"))
                .where("e.customer.id = :customer", "customer", Filter.uuid("customerId", customerId))
                .where(
                        "e.customer.companyId = (select c.companyId from Customer c where c.id = :companyOf)",
                        "companyOf",
                        Filter.uuid("companyOf", companyOf))
                .where("e.assignee.sub = :assignee", "assignee", assignee)
                .where("e.priority = :priority", "priority", priority == null ? null : Integer.valueOf(priority))
                .where("e.number = :number", "number", number)
                .where("e.externalReference = :reference", "reference", externalReference)
                .where("e.openedAt >= :openedFrom", "openedFrom", Filter.instant("openedFrom", openedFrom))
                .where("e.openedAt < :openedBefore", "openedBefore", Filter.instant("openedBefore", openedBefore))
                .where("e.closedAt >= :closedFrom", "closedFrom", Filter.instant("closedFrom", closedFrom))
                .where("e.closedAt < :closedBefore", "closedBefore", Filter.instant("closedBefore", closedBefore));
        List<String> words = words();
        for (int i = 0; i < words.size(); i++) {
            all.where(WORD.formatted("word" + i), "word" + i, "%" + escaped(words.get(i)) + "%");
        }
        return sorted(all);
    }

    private Keyset<Ticket> sorted(Keyset<Ticket> all) {
        if ("openedAt".equals(sort)) {
            return all.oldestFirst();
        }
        return "-priority".equals(sort) ? all.highestFirst("e.priority", Ticket::priority) : all;
    }

    private List<String> words() {
        List<String> words = q == null
                ? List.of()
                : Stream.of(q.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
        if (words.size() > MOST_WORDS) {
            throw RuleBroken.invalid("q", "must be at most " + MOST_WORDS + " words");
        }
        return words;
    }

    private static String escaped(String word) {
        return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
