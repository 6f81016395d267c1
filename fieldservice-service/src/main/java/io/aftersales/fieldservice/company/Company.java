package io.aftersales.fieldservice.company;

import io.aftersales.fieldservice.FieldServiceProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Patience;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.ZoneId;

/** Where everybody asks for the company's time zone. */
@ApplicationScoped
public class Company {

    private final Patience patience;

    Company(Patience patience) {
        this.patience = patience;
    }

    /**
     * Waits until the settings are known, at most two seconds. Not within a transaction.
     *
     * @throws RuleBroken {@code unknown-company} if they are not known then
     */
    public Uni<Void> awaitKnown() {
        return patience.until(Company::find, Company::unknown);
    }

    /**
     * The time zone of the company's days.
     *
     * @throws RuleBroken {@code unknown-company} until the helpdesk has told it
     */
    public Uni<ZoneId> timeZone() {
        return find().onItem().ifNull().failWith(Company::unknown).map(CompanySettings::timeZone);
    }

    private static Uni<CompanySettings> find() {
        return Panache.getSession().chain(session -> session.find(CompanySettings.class, CompanySettings.ONLY_ROW));
    }

    private static RuleBroken unknown() {
        return new RuleBroken(
                FieldServiceProblem.UNKNOWN_COMPANY, "The helpdesk has not told the company's settings yet");
    }
}
