package io.aftersales.accounting.refundpolicy;

import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import org.hibernate.annotations.EmbeddedColumnNaming;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How much an agent may refund at once without an accountant: the company has one policy. It looks at single refunds, not at
 * what somebody refunds in a day.
 */
@Entity
public class RefundPolicy extends Aggregate {

    /** Of the only one, which a migration made. */
    static final UUID ID = new UUID(0, 1);

    private String currency;

    private BigDecimal defaultLimit;

    // A batch of refunds reads the policy once, with one query; a few rows for a few agents.
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "refund_limit", joinColumns = @JoinColumn(name = "policy_id"))
    @MapKeyColumn(name = "sub")
    private Map<String, Limit> limits = new LinkedHashMap<>();

    @Embedded
    @EmbeddedColumnNaming("changed_%s")
    private Stamp changed;

    protected RefundPolicy() {}

    /**
     * An agent's own limit.
     *
     * @param name what people call the agent, or null
     * @param amount the most that a refund may be
     */
    @Embeddable
    public record Limit(String name, BigDecimal amount) {}

    /**
     * @param newCurrency of all limits
     * @param newDefault for agents who have none of their own; null for no limit
     * @param own limits by the agents' {@code sub}
     */
    void change(String newCurrency, BigDecimal newDefault, Map<String, Limit> own, Stamp by) {
        currency = newCurrency;
        defaultLimit = newDefault;
        limits.keySet().retainAll(own.keySet());
        limits.putAll(own);
        changed = by;
    }

    /**
     * Whether a refund is within somebody's limit. Limits in a currency that the company had before allow nothing: they cannot
     * be compared.
     */
    public boolean allows(String sub, BigDecimal refund, String refundCurrency) {
        BigDecimal limit = limits.containsKey(sub) ? limits.get(sub).amount() : defaultLimit;
        return limit == null || refundCurrency.equals(currency) && refund.compareTo(limit) <= 0;
    }

    String currency() {
        return currency;
    }

    BigDecimal defaultLimit() {
        return defaultLimit;
    }

    Map<String, Limit> limits() {
        return limits;
    }

    Stamp changed() {
        return changed;
    }
}
