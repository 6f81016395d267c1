/**
 * Imports: {@code POST /imports/{kind}} with rows as NDJSON or CSV, as many as one likes.
 *
 * <p>A service adds one class for a kind of record: a JAX-RS resource that holds the record of a row and says what to do with a
 * batch of them.
 *
 * <pre>{@code
 * @Path("/imports/customers")
 * @Produces(MediaType.APPLICATION_JSON)
 * @Tag(name = "Imports")
 * public class CustomerImport {
 *
 *     public record Row(@NotBlank @Size(max = 100) String externalReference, @NotBlank String name, …) implements ImportRow {}
 *
 *     @POST
 *     @Blocking                                        // reads the upload on a worker thread
 *     @Consumes({Imports.NDJSON, Imports.CSV})
 *     @RolesAllowed(Roles.HELPDESK_MANAGER)
 *     public Response run(InputStream upload) {
 *         Stamp by = Stamp.of(caller.requester());     // the request's own beans are asked here, not in take
 *         return imports.run(upload, Row.class, rows -> awaitWhatTheyName(rows), (batch, work) -> take(batch, by, work));
 *     }
 *
 *     private Uni<Void> take(Batch<Row> batch, Stamp by, Work work) {
 *         return known(batch.references())             // a query: which of them are there already
 *                 .invoke(batch::known)
 *                 .chain(() -> whatTheyName(batch.open()))
 *                 .invoke(named -> batch.each(row -> work.persist(new Customer(row, named.of(row), by))));
 *     }
 * }
 * }</pre>
 *
 * <p>What is promised:
 *
 * <ul>
 *   <li>The upload is read as fast as its rows are stored, in constant memory: one batch is read while the one before it is
 *       written; a batch is at most 500 rows or 1 MiB.
 *   <li>A batch is one transaction, and so are its messages. An upload that is cut leaves whole batches; sent again, what is there
 *       already is counted as {@code known}. A row or document that the cut tore apart is never taken.
 *   <li>A row that is broken in itself (no JSON, a wrong field, longer than 1 MiB …), or that {@code take} refuses, is named in the
 *       answer with its line, code and detail, in the order of the lines; the rest is taken.
 *   <li>What a row names and another service told a moment ago is waited for, two seconds at most. Once that was in vain, the
 *       batches of the next twenty seconds take what is known by then and refuse the rest: strangers among millions of rows do
 *       not hold them up.
 *   <li>A batch that the database refuses is split until the row is found; one that somebody else was writing at the same moment
 *       is known. Where the database is away it is tried again for half a
 *       minute; then the answer is 503, and what was committed stays.
 * </ul>
 *
 * <p><b>NDJSON</b>: one JSON object a line. <b>CSV</b> (RFC 4180, UTF-8): the first line names the columns, as the fields are
 * called; {@code address.city} is a field of an object, several values of a list of texts are separated by semicolons, an empty
 * cell is a field that is not there. A row record with a list of records, such as {@code lines}, has columns like {@code
 * lines.quantity}: each line of the file is then one of them, and neighbouring lines with one {@code externalReference} are one
 * row. The other columns need to be filled in the first line only, and may not differ in the others. Lines of a row that stand
 * elsewhere in the upload are refused.
 */
package io.aftersales.platform.imports;
