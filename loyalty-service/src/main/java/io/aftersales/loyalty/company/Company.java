package io.aftersales.loyalty.company;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Patience;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where everybody asks for the company's settings. */
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
     * The settings as they are now, read once per session.
     *
     * @throws RuleBroken {@code unknown-company} until the helpdesk has told them
     */
    public Uni<CompanySettings> settings() {
        return find().onItem().ifNull().failWith(Company::unknown);
    }

    private static Uni<CompanySettings> find() {
        return Panache.getSession().chain(session -> session.find(CompanySettings.class, CompanySettings.ONLY_ROW));
    }

    private static RuleBroken unknown() {
        return new RuleBroken(LoyaltyProblem.UNKNOWN_COMPANY, "The helpdesk has not told the company's settings yet");
    }
}
