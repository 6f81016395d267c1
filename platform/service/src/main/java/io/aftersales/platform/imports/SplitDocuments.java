package io.aftersales.platform.imports;

import io.aftersales.platform.database.Sql;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/**
 * Finds documents of one upload whose lines are no neighbours. The second part has the reference of a row that was taken, or
 * refused, long ago: to count it as known would lose its lines without a word, and to take it would take half a document. So the
 * upload keeps in mind which references it had. It does so in the database, since there may be more than fit into memory; the
 * digest of a reference is kept, which is short whatever the reference is.
 *
 * <p>Only within one upload: in the next one what is there already is known.
 */
final class SplitDocuments {

    /** The first line of each reference, in the order in which they are sent. A batch that is tried again finds its own lines. */
    private static final String FIRST_LINES = """
            with sent as (
                select reference, line, place from unnest(cast($2 as uuid[]), cast($3 as bigint[]))
                    with ordinality as of_batch (reference, line, place)),
            added as (
                insert into import_document (upload, reference, line) select $1, reference, line from sent order by place
                on conflict do nothing returning reference, line)
            select coalesce(
                added.line, (select line from import_document where upload = $1 and reference = sent.reference), sent.line)
            from sent left join added using (reference) order by place""";

    private static final String FORGET = "delete from import_document where upload = $1";

    private final Transactions transactions;
    private final Cause cause;
    private final UUID upload = Ids.next();

    SplitDocuments(Transactions transactions, Cause cause) {
        this.transactions = transactions;
        this.cause = cause;
    }

    /**
     * Refuses the parts of documents that come after the first one, and keeps in mind all others. This commits before the batch:
     * what follows a row that is refused is refused too.
     */
    <R> Uni<List<Entry<R>>> refuse(List<Entry<R>> batch) {
        List<Entry<R>> named =
                batch.stream().filter(entry -> entry.reference() != null).toList();
        return transactions
                .once(
                        cause,
                        work -> Panache.getSession()
                                .chain(session -> Sql.column(
                                        session,
                                        Long.class,
                                        FIRST_LINES,
                                        upload,
                                        named.stream()
                                                .map(SplitDocuments::digest)
                                                .toArray(UUID[]::new),
                                        named.stream().map(Entry::line).toArray(Long[]::new))))
                .map(firstLines -> {
                    Iterator<Long> firstLine = firstLines.iterator();
                    return batch.stream()
                            .map(entry -> entry.reference() == null ? entry : judge(entry, firstLine.next()))
                            .toList();
                });
    }

    private static <R> Entry<R> judge(Entry<R> entry, long firstLine) {
        return firstLine == entry.line() || !entry.isOpen()
                ? entry
                : entry.refused(
                        RowReader.malformed("line %d has the same reference: lines of one document must be neighbours"
                                .formatted(firstLine)));
    }

    /** The upload has ended. */
    Uni<Integer> forget() {
        return transactions.once(
                cause, work -> Panache.getSession().chain(session -> Sql.update(session, FORGET, upload)));
    }

    private static UUID digest(Entry<?> entry) {
        return UUID.nameUUIDFromBytes(entry.reference().getBytes(StandardCharsets.UTF_8));
    }
}
