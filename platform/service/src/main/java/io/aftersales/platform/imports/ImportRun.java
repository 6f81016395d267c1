package io.aftersales.platform.imports;

import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Failures;
import io.aftersales.platform.work.OwnContext;
import io.aftersales.platform.work.Transactions;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One import on its way, on a worker thread: it reads a batch while the one before it is being written. */
final class ImportRun<R extends ImportRow> {

    private static final Logger LOG = Logger.getLogger(ImportRun.class);

    private static final int MOST_ROWS = 500;
    private static final int MOST_BYTES = 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** Ten times a wait in vain: strangers in every batch make an upload a tenth longer, and not two seconds for each batch. */
    private static final Duration NO_WAIT_AFTER_ONE_IN_VAIN = Duration.ofSeconds(20);

    private final Transactions transactions;
    private final OwnContext context;
    private final Cause cause;
    private final Function<List<R>, Uni<Void>> awaitNamed;
    private final BiFunction<Batch<R>, Work, Uni<Void>> take;

    /** Read already, but for the next batch. */
    private Entry<R> ahead;

    /** No batch waits for what it names before that; batches are written one after the other. */
    private long nextWait = System.nanoTime();

    ImportRun(
            Transactions transactions,
            OwnContext context,
            Cause cause,
            Function<List<R>, Uni<Void>> awaitNamed,
            BiFunction<Batch<R>, Work, Uni<Void>> take) {
        this.transactions = transactions;
        this.context = context;
        this.cause = cause;
        this.awaitNamed = awaitNamed;
        this.take = take;
    }

    /**
     * @throws IOException when the upload breaks off; what was read in whole batches is written
     * @throws RuleBroken 503 when the database stays away
     */
    void run(Rows<R> rows, Report report) throws IOException {
        if (!rows.haveSeveralLines()) {
            run(rows, report, this::write);
            return;
        }
        SplitDocuments splitDocuments = new SplitDocuments(transactions, cause);
        try {
            run(
                    rows,
                    report,
                    batch -> patiently(() -> splitDocuments.refuse(batch)).chain(this::write));
        } finally {
            context.run(splitDocuments::forget)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warnf("an upload is forgotten later: %s", failure.getMessage()));
        }
    }

    private void run(Rows<R> rows, Report report, Function<List<Entry<R>>, Uni<List<Entry<R>>>> write)
            throws IOException {
        CompletableFuture<List<Entry<R>>> writing = CompletableFuture.completedFuture(List.of());
        try {
            for (List<Entry<R>> batch = read(rows); !batch.isEmpty(); batch = read(rows)) {
                report.tell(await(writing));
                writing = write.apply(batch).subscribeAsCompletionStage();
            }
        } catch (IOException brokenOff) {
            report.tell(await(writing));
            throw brokenOff;
        }
        report.tell(await(writing));
    }

    private List<Entry<R>> read(Rows<R> rows) throws IOException {
        List<Entry<R>> batch = new ArrayList<>();
        Set<String> references = new HashSet<>();
        int bytes = 0;
        Entry<R> next = ahead == null ? rows.next() : ahead;
        ahead = null;
        while (next != null) {
            // The same reference again is for the next transaction to judge, which will find it known.
            boolean again = next.isOpen() && !references.add(next.reference());
            if (again || batch.size() == MOST_ROWS || bytes > 0 && bytes + next.weight() > MOST_BYTES) {
                ahead = next;
                break;
            }
            batch.add(next);
            bytes += next.weight();
            next = rows.next();
        }
        return batch;
    }

    private static <T> T await(CompletableFuture<T> written) {
        try {
            return written.join();
        } catch (CompletionException failed) {
            if (Failures.isTransient(failed)) {
                LOG.warnf("an import gives up: %s", failed.getMessage());
                throw new RuleBroken(
                        GeneralProblem.SERVICE_UNAVAILABLE,
                        "The database cannot be reached at the moment; send the same upload again later");
            }
            throw failed.getCause() instanceof RuntimeException known ? known : failed;
        }
    }

    private Uni<List<Entry<R>>> write(List<Entry<R>> batch) {
        List<R> open = open(batch).map(Entry::row).toList();
        if (open.isEmpty()) {
            return Uni.createFrom().item(batch);
        }
        // Whoever is not known after the wait, or without one, is refused by take, row by row.
        return awaitNamed(open).chain(() -> take(batch));
    }

    private Uni<Void> awaitNamed(List<R> open) {
        if (System.nanoTime() - nextWait < 0) {
            return Uni.createFrom().voidItem();
        }
        return context.run(() -> awaitNamed.apply(open))
                .onFailure(RuleBroken.class)
                .recoverWithItem(() -> {
                    nextWait = System.nanoTime() + NO_WAIT_AFTER_ONE_IN_VAIN.toNanos();
                    return null;
                });
    }

    private Uni<List<Entry<R>>> take(List<Entry<R>> part) {
        return take(part, false);
    }

    /** @param again whether a single row was written by somebody else at the same moment, and is looked at once more */
    private Uni<List<Entry<R>>> take(List<Entry<R>> part, boolean again) {
        return patiently(() -> transactions
                        .once(cause, work -> {
                            Batch<R> batch =
                                    new Batch<>(open(part).map(Entry::row).toList());
                            return take.apply(batch, work).replaceWith(batch);
                        })
                        .map(batch -> part.stream()
                                .map(entry -> settled(entry, batch))
                                .toList()))
                .onFailure(failure -> !Failures.isTransient(failure))
                .recoverWithUni(failure -> afterFailure(part, failure, again));
    }

    /** Runs a transaction, again and again for as long as the database is away, but not for ever. */
    private <T> Uni<T> patiently(Supplier<Uni<T>> transaction) {
        return context.run(transaction)
                .onFailure(Failures::isTransient)
                .invoke(failure -> LOG.warnf("a batch waits: %s", failure.getMessage()))
                .onFailure(Failures::isTransient)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(PATIENCE.toMillis());
    }

    private static <R extends ImportRow> Entry<R> settled(Entry<R> entry, Batch<R> batch) {
        if (!entry.isOpen()) {
            return entry;
        }
        RuleBroken refusal = batch.refusalOf(entry.reference());
        return refusal != null ? entry.refused(refusal) : batch.isKnown(entry.reference()) ? entry.known() : entry;
    }

    private Uni<List<Entry<R>>> afterFailure(List<Entry<R>> part, Throwable failure, boolean again) {
        if (failure instanceof RuleBroken broken) {
            return Uni.createFrom()
                    .item(part.stream()
                            .map(entry -> entry.isOpen() ? entry.refused(broken) : entry)
                            .toList());
        }
        if (part.size() > 1) {
            LOG.debugf("a batch of %d is split: %s", part.size(), failure);
            int half = part.size() / 2;
            return halves(part.subList(0, half), part.subList(half, part.size()));
        }
        // The query for known rows saw nothing of it while the other transaction was open. Now that one is committed.
        if (Failures.isUniqueViolation(failure) && !again) {
            return take(part, true);
        }
        LOG.errorf(failure, "The row of line %d cannot be imported", part.get(0).line());
        return Uni.createFrom()
                .item(List.of(part.get(0)
                        .refused(new RuleBroken(GeneralProblem.INTERNAL, GeneralProblem.INTERNAL.meaning()))));
    }

    private Uni<List<Entry<R>>> halves(List<Entry<R>> first, List<Entry<R>> second) {
        return takeIfOpen(first)
                .chain(one -> takeIfOpen(second)
                        .map(other ->
                                Stream.concat(one.stream(), other.stream()).toList()));
    }

    private Uni<List<Entry<R>>> takeIfOpen(List<Entry<R>> part) {
        return open(part).findAny().isPresent() ? take(part) : Uni.createFrom().item(part);
    }

    private static <R> Stream<Entry<R>> open(List<Entry<R>> part) {
        return part.stream().filter(Entry::isOpen);
    }
}
