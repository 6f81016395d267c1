package io.aftersales.loyalty.company;

import io.aftersales.platform.reference.LearnedCompany;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

/** Our own company as the helpdesk last told us: what a new program starts with, and who its mails are from. */
@Entity
public class CompanySettings extends LearnedCompany<CompanySettingsChanged> {

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String currency;

    @Column(nullable = false)
    private String timeZone;

    protected CompanySettings() {}

    @Override
    protected void copy(CompanySettingsChanged company) {
        name = company.name();
        currency = company.currency();
        timeZone = company.timeZone();
    }

    public String name() {
        return name;
    }

    public String currency() {
        return currency;
    }

    public String timeZone() {
        return timeZone;
    }
}
