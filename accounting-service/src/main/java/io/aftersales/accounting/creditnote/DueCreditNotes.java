package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.company.Company;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Transactions;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Posts the drafts whose day has come in the company's time zone. Every replica may do so at the same time: a draft is posted
 * under its lock, in a transaction of its own, and whoever comes second finds it posted. One that breaks a rule that day stays
 * a draft, and is told about.
 */
@ApplicationScoped
class DueCreditNotes {

    private static final Logger LOG = Logger.getLogger(DueCreditNotes.class);

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int PAGE = 100;

    private static final String DUE = """
            select id from credit_note where posts_itself and date <= ?1 and id > ?2 order by id limit ?3""";

    private final Transactions transactions;
    private final CreditNotes creditNotes;
    private final Company company;

    DueCreditNotes(Transactions transactions, CreditNotes creditNotes, Company company) {
        this.transactions = transactions;
        this.creditNotes = creditNotes;
        this.company = company;
    }

    /** Posts all that are due. What fails for other reasons than a broken rule is tried again the next time. */
    @Scheduled(
            every = "${aftersales.credit-notes.post-due-every:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> post() {
        return Multi.createBy()
                .repeating()
                .uni(() -> new UUID[] {BEFORE_ALL}, this::postPage)
                .until(page -> page < PAGE)
                .collect()
                .last()
                .onFailure(RuleBroken.class)
                .invoke(notYet -> LOG.debugf("no credit note is posted now: %s", notYet.getMessage()))
                .onFailure(failure -> !(failure instanceof RuleBroken))
                .invoke(failure -> LOG.errorf(failure, "the credit notes that are due cannot be posted"))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Integer> postPage(UUID[] last) {
        return transactions
                .read(() -> company.today().chain(today -> due(today, last[0])))
                .call(ids -> Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(this::post)
                        .collect()
                        .last())
                .map(ids -> {
                    if (!ids.isEmpty()) {
                        last[0] = ids.get(ids.size() - 1);
                    }
                    return ids.size();
                });
    }

    private static Uni<List<UUID>> due(LocalDate today, UUID last) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DUE, UUID.class)
                        .setParameter(1, today)
                        .setParameter(2, last)
                        .setParameter(3, PAGE)
                        .getResultList());
    }

    private Uni<Void> post(UUID id) {
        return transactions
                .write(work ->
                        creditNotes.lock(id).chain(note -> company.today().invoke(today -> post(note, today, work))))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "credit note %s could not be posted on its day", id))
                .onFailure()
                .recoverWithNull();
    }

    private void post(CreditNote note, LocalDate today, Work work) {
        if (!note.isDue(today)) {
            return;
        }
        try {
            creditNotes.posted(note, note.postItself(today), work);
        } catch (RuleBroken broken) {
            creditNotes.postingRefused(note, broken, work);
        }
    }
}
