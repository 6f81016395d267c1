package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.Collection;
import java.util.List;

/** The company's list of credit note reasons. */
@ApplicationScoped
class Reasons {

    Uni<List<CreditNoteReason>> all() {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from CreditNoteReason r order by r.code", CreditNoteReason.class)
                        .getResultList());
    }

    /**
     * Reads one reason.
     *
     * @throws RuleBroken 404 where there is none
     */
    Uni<CreditNoteReason> get(String code, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.find(CreditNoteReason.class, code, lock))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("credit note reason", code));
    }

    /** Reads reasons with one query, so that a batch need not ask one by one. */
    Uni<Void> load(Collection<String> codes) {
        return codes.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> session.createSelectionQuery(
                                        "from CreditNoteReason r where r.code in :codes", CreditNoteReason.class)
                                .setParameter("codes", codes)
                                .getResultList())
                        .replaceWithVoid();
    }

    /**
     * @param code null is no reason, which is fine
     * @throws RuleBroken {@code unknown-reason-code} where the list has no such code, or has it archived
     */
    Uni<Void> refuseUnknown(String code) {
        if (code == null) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.find(CreditNoteReason.class, code))
                .invoke(reason -> {
                    if (reason == null || !reason.isActive()) {
                        throw new RuleBroken(
                                AccountingProblem.UNKNOWN_REASON_CODE, "The list of reasons has no active " + code);
                    }
                })
                .replaceWithVoid();
    }
}
