package io.aftersales.fieldservice.company;

import io.aftersales.platform.reference.LearnedCompany;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

import java.time.ZoneId;

/** Our own company as the helpdesk last told us: the time zone in which a technician's day begins and ends. */
@Entity
public class CompanySettings extends LearnedCompany<CompanySettingsChanged> {

    @Column(nullable = false)
    private String timeZone;

    protected CompanySettings() {}

    @Override
    protected void copy(CompanySettingsChanged company) {
        timeZone = ZoneId.of(company.timeZone()).getId();
    }

    public ZoneId timeZone() {
        return ZoneId.of(timeZone);
    }
}
