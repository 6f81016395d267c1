package io.aftersales.repair.reference;

import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.reference.Learned;
import io.aftersales.repair.RepairProblem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A return of inventory, whose goods may be what is repaired. */
@Entity
public class GoodsReturn extends Learned<ReturnTold> {

    private static final String CANCELLED = "cancelled";

    private String number;

    @Column(nullable = false)
    private UUID customerId;

    /** As inventory knew it. */
    @Column(nullable = false)
    private UUID companyId;

    @Column(nullable = false)
    private boolean cancelled;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    private Contents contents;

    /** What came back. */
    record Contents(List<ReturnTold.Line> lines) {}

    protected GoodsReturn() {}

    @Override
    protected void copy(ReturnTold told) {
        number = told.number();
        customerId = told.customerId();
        companyId = told.companyId();
        cancelled = CANCELLED.equals(told.state());
        contents = new Contents(told.lines());
    }

    public String number() {
        return number;
    }

    /** @throws RuleBroken {@code foreign-return}, {@code return-cancelled} */
    public void requireUsableBy(UUID customer, UUID company) {
        if (!customerId.equals(customer) && !companyId.equals(company)) {
            throw new RuleBroken(RepairProblem.FOREIGN_RETURN, RepairProblem.FOREIGN_RETURN.meaning());
        }
        if (cancelled) {
            throw new RuleBroken(RepairProblem.RETURN_CANCELLED, number + " was cancelled");
        }
    }

    /** The one product that came back; null when there are several. */
    public UUID onlyProduct() {
        Set<UUID> products =
                contents.lines().stream().map(ReturnTold.Line::productId).collect(Collectors.toSet());
        return products.size() == 1 ? products.iterator().next() : null;
    }

    /** How much of a product came back. */
    public BigDecimal quantityOf(UUID productId) {
        return contents.lines().stream()
                .filter(line -> line.productId().equals(productId))
                .map(ReturnTold.Line::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
