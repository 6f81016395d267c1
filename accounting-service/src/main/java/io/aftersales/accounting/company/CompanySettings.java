package io.aftersales.accounting.company;

import io.aftersales.accounting.customer.Address;
import io.aftersales.platform.reference.LearnedCompany;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** Our own company as the helpdesk last told us: the currency of every document and the time zone of every "today". */
@Entity
public class CompanySettings extends LearnedCompany<CompanySettingsChanged> {

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String currency;

    @Column(nullable = false)
    private String timeZone;

    @Embedded
    private Address address;

    private String vatId;

    protected CompanySettings() {}

    @Override
    protected void copy(CompanySettingsChanged company) {
        name = company.name();
        currency = company.currency();
        timeZone = ZoneId.of(company.timeZone()).getId();
        address = company.address();
        vatId = company.vatId();
    }

    public String name() {
        return name;
    }

    public Address address() {
        return address;
    }

    public String vatId() {
        return vatId;
    }

    public String currency() {
        return currency;
    }

    /** The calendar day that it is at the company. */
    LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of(timeZone));
    }
}
