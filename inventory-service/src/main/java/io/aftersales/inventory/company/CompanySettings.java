package io.aftersales.inventory.company;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/** Our own company as the helpdesk last told us: the time zone of every "today". */
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

    /** The calendar day that it is at the company. */
    public LocalDate today() {
        return LocalDate.now(ZoneId.of(timeZone));
    }

    /**
     * The day on which goods moved.
     *
     * @param asked today when null
     * @throws RuleBroken {@code date-in-future}
     */
    public LocalDate dayOfMove(LocalDate asked) {
        LocalDate today = today();
        if (asked != null && asked.isAfter(today)) {
            throw new RuleBroken(InventoryProblem.DATE_IN_FUTURE, asked + " is yet to come: today is " + today);
        }
        return asked == null ? today : asked;
    }
}
