package io.aftersales.accounting.company;

import io.aftersales.accounting.customer.Address;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/** Our own company as the helpdesk last told us: the currency of every document and the time zone of every "today". */
@Entity
public class CompanySettings {

    static final boolean ONLY_ROW = true;

    @Id
    private boolean onlyRow = ONLY_ROW;

    @Column(nullable = false)
    private UUID companyId;

    /** Of the message that the rest comes from. */
    @Column(nullable = false)
    private long sequence;

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

    static CompanySettings of(long sequence, CompanySettingsChanged company) {
        CompanySettings settings = new CompanySettings();
        settings.copy(sequence, company);
        return settings;
    }

    /** An older message never overwrites a newer one; another company, after a restore of the helpdesk, begins anew. */
    void learn(long newSequence, CompanySettingsChanged company) {
        if (newSequence > sequence || !company.companyId().equals(companyId)) {
            copy(newSequence, company);
        }
    }

    private void copy(long newSequence, CompanySettingsChanged company) {
        companyId = company.companyId();
        sequence = newSequence;
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
