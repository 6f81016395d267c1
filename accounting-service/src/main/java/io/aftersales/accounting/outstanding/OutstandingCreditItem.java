package io.aftersales.accounting.outstanding;

import io.aftersales.accounting.customer.Customer;
import io.aftersales.accounting.invoice.Invoice;
import io.aftersales.accounting.invoice.OutstandingCredit;
import io.aftersales.platform.paging.Keyed;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** A row of the list of outstanding credits: a database view of the credit notes and payments that have a residual. */
@Entity
@Immutable
@Table(name = "outstanding_credit")
public class OutstandingCreditItem implements Keyed {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private OutstandingCredit.Kind kind;

    @ManyToOne(fetch = FetchType.LAZY)
    private Customer customer;

    @ManyToOne(fetch = FetchType.LAZY)
    private Invoice invoice;

    private String reference;

    private LocalDate date;

    private String currency;

    private BigDecimal amount;

    private BigDecimal residual;

    protected OutstandingCreditItem() {}

    @Override
    public UUID id() {
        return id;
    }

    OutstandingCredit.Kind kind() {
        return kind;
    }

    Customer customer() {
        return customer;
    }

    Invoice invoice() {
        return invoice;
    }

    String reference() {
        return reference;
    }

    LocalDate date() {
        return date;
    }

    String currency() {
        return currency;
    }

    BigDecimal amount() {
        return amount;
    }

    BigDecimal residual() {
        return residual;
    }
}
