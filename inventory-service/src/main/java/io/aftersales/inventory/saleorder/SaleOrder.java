package io.aftersales.inventory.saleorder;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.customer.Customer;
import io.aftersales.inventory.product.Product;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import org.hibernate.annotations.EmbeddedColumnNaming;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a customer ordered, and what of it was delivered and returned. Whoever changes one has locked its row. */
@Entity
public class SaleOrder extends Aggregate {

    /** More lines than this no document has: its events must fit into a message. */
    public static final int MOST_LINES = 500;

    @Column(nullable = false)
    private String number;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Customer customer;

    @Column(nullable = false)
    private LocalDate date;

    private String externalReference;

    @Embedded
    @EmbeddedColumnNaming("created_%s")
    private Stamp created;

    @OneToMany(mappedBy = "saleOrder", cascade = CascadeType.ALL)
    @OrderBy("position")
    private List<SaleOrderLine> lines = new ArrayList<>();

    protected SaleOrder() {}

    SaleOrder(Customer customer, LocalDate date, String externalReference, Stamp by) {
        this.customer = customer;
        this.date = date;
        this.externalReference = externalReference;
        this.created = by;
    }

    void add(Product product, BigDecimal quantity) {
        lines.add(new SaleOrderLine(this, lines.size() + 1, product, quantity));
    }

    void assignNumber(String drawn) {
        number = drawn;
    }

    /** @throws RuleBroken {@code unknown-sale-order-line} */
    public SaleOrderLine line(UUID id) {
        return lines.stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RuleBroken(
                        InventoryProblem.UNKNOWN_SALE_ORDER_LINE, "%s has no line %s".formatted(number, id)));
    }

    public String number() {
        return number;
    }

    public Customer customer() {
        return customer;
    }

    public LocalDate date() {
        return date;
    }

    public String externalReference() {
        return externalReference;
    }

    public Stamp created() {
        return created;
    }

    public List<SaleOrderLine> lines() {
        return lines;
    }
}
