package io.aftersales.fieldservice.company;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.time.ZoneId;
import java.util.UUID;

/** Our own company as the helpdesk last told us: the time zone in which a technician's day begins and ends. */
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
    private String timeZone;

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
        timeZone = ZoneId.of(company.timeZone()).getId();
    }

    public ZoneId timeZone() {
        return ZoneId.of(timeZone);
    }
}
