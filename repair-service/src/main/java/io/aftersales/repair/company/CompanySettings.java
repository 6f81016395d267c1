package io.aftersales.repair.company;

import io.aftersales.platform.reference.LearnedCompany;
import io.aftersales.repair.reference.Address;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

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

    public String currency() {
        return currency;
    }

    public String name() {
        return name;
    }

    public List<String> addressLines() {
        return address == null ? List.of() : address.lines();
    }

    public String vatId() {
        return vatId;
    }

    /** The calendar day of a moment, at the company. */
    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneId.of(timeZone));
    }
}
