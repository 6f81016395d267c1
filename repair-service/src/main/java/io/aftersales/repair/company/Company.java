package io.aftersales.repair.company;

import io.aftersales.platform.work.NotKnownYet;
import io.aftersales.repair.RepairProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where everybody asks for the company's settings. */
@ApplicationScoped
public class Company {

    /**
     * The settings as they are now, read once per session.
     *
     * @throws NotKnownYet {@code unknown-company} until the helpdesk has told them
     */
    public Uni<CompanySettings> settings() {
        return Panache.getSession()
                .chain(session -> session.find(CompanySettings.class, CompanySettings.ONLY_ROW))
                .onItem()
                .ifNull()
                .failWith(() -> new NotKnownYet(
                        RepairProblem.UNKNOWN_COMPANY, "The helpdesk has not told the company's settings yet"));
    }
}
