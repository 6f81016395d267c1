package io.aftersales.accounting.refundpolicy;

import io.aftersales.accounting.amount.RequestedAmount;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an accountant sets of the refund policy. */
@Schema(name = "RefundPolicyTerms")
public record RefundPolicyTerms(
        @Schema(description = "For agents who have no limit of their own; no limit when left out")
        Money defaultLimit,

        @Schema(description = "Agents with a limit of their own; replaced as a whole by a PATCH")
        @NotNull
        @Size(max = 1000)
        List<@NotNull @Valid AgentLimit> agents) {

    /** The limit of one agent. */
    @Schema(name = "AgentLimit")
    public record AgentLimit(
            @Schema(description = "The agent, as the tokens name them", examples = "agnes") @NotBlank @Size(max = 255)
            String sub,

            @Schema(examples = "Agnes Agent") @Size(min = 1, max = 255)
            String name,

            @Schema(
                    description =
                            "The most that a refund may be, in the company's currency; with 0 an accountant confirms all")
            @NotNull
            Money limit) {}

    static RefundPolicyTerms of(RefundPolicy policy) {
        return new RefundPolicyTerms(
                policy.defaultLimit() == null ? null : Money.of(policy.defaultLimit(), policy.currency()),
                policy.limits().entrySet().stream()
                        .map(entry -> new AgentLimit(
                                entry.getKey(),
                                entry.getValue().name(),
                                Money.of(entry.getValue().amount(), policy.currency())))
                        .toList());
    }

    /** @throws RuleBroken for what is no amount in this currency */
    BigDecimal defaultIn(String currency) {
        return defaultLimit == null ? null : RequestedAmount.orZero("defaultLimit", defaultLimit, currency);
    }

    /** @throws RuleBroken for what is no amount in this currency, and for an agent who is named twice */
    Map<String, RefundPolicy.Limit> limitsIn(String currency) {
        Map<String, RefundPolicy.Limit> limits = new LinkedHashMap<>();
        for (int i = 0; i < agents.size(); i++) {
            AgentLimit agent = agents.get(i);
            String field = "agents[" + i + "]";
            BigDecimal amount = RequestedAmount.orZero(field + ".limit", agent.limit(), currency);
            if (limits.putIfAbsent(agent.sub(), new RefundPolicy.Limit(agent.name(), amount)) != null) {
                throw RuleBroken.invalid(field + ".sub", "is named twice");
            }
        }
        return limits;
    }
}
