package io.aftersales.inventory.company;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.reference.LearnedCompany;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

import java.time.LocalDate;
import java.time.ZoneId;

/** Our own company as the helpdesk last told us: the time zone of every "today". */
@Entity
public class CompanySettings extends LearnedCompany<CompanySettingsChanged> {

    @Column(nullable = false)
    private String timeZone;

    protected CompanySettings() {}

    @Override
    protected void copy(CompanySettingsChanged company) {
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
