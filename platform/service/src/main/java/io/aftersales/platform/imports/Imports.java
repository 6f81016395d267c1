package io.aftersales.platform.imports;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.platform.outbox.TraceParent;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.request.RequestFilter;
import io.aftersales.platform.work.Cause;
import io.aftersales.platform.work.OwnContext;
import io.aftersales.platform.work.Transactions;
import io.aftersales.platform.work.Work;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Validator;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Runs an import for the resource that takes it; see the package's description. */
@RequestScoped
public class Imports {

    /** Rows as JSON objects, one a line. */
    public static final String NDJSON = "application/x-ndjson";

    /** Rows as RFC 4180 has it, the first line names the columns. */
    public static final String CSV = "text/csv";

    private static final Logger LOG = Logger.getLogger(Imports.class);

    private final Transactions transactions;
    private final ObjectMapper json;
    private final Validator validator;
    private final Vertx vertx;
    private final ContainerRequestContext request;

    Imports(
            Transactions transactions,
            ObjectMapper json,
            Validator validator,
            Vertx vertx,
            ContainerRequestContext request) {
        this.transactions = transactions;
        this.json = json;
        this.validator = validator;
        this.vertx = vertx;
        this.request = request;
    }

    /**
     * Takes rows that name nothing that another service owns.
     *
     * @param take stores the open rows of a batch within one transaction, or says of some that they are known or refused. It may
     *     be run again with the same rows after its transaction was rolled back. If it fails with a {@link RuleBroken}, all open
     *     rows are refused with it.
     */
    public <R extends ImportRow> Response run(
            InputStream upload, Class<R> rowType, BiFunction<Batch<R>, Work, Uni<Void>> take) {
        return run(upload, rowType, rows -> Uni.createFrom().voidItem(), take);
    }

    /**
     * The same for rows that name what another service owns, and what may be on its way to us.
     *
     * @param awaitNamed waits until everything that the rows of a batch name is known here, at most two seconds: once per batch,
     *     before its transaction, but not at all for some batches after it waited in vain. Its {@link RuleBroken} refuses nothing;
     *     take looks again and refuses row by row.
     */
    public <R extends ImportRow> Response run(
            InputStream upload,
            Class<R> rowType,
            Function<List<R>, Uni<Void>> awaitNamed,
            BiFunction<Batch<R>, Work, Uni<Void>> take) {
        String path = request.getUriInfo().getPath();
        ImportRun<R> run = new ImportRun<>(transactions, new OwnContext(vertx), cause(), awaitNamed, take);
        Report report = null;
        try {
            report = new Report(json);
            run.run(rows(upload, rowType), report);
            report.finish();
            LOG.infof("%s: %s", path, report);
            return Response.ok(sending(report), MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
                    .build();
        } catch (IOException brokenOff) {
            LOG.infof("%s broke off: %s; %s", path, brokenOff.getMessage(), report);
            close(report);
            throw RowReader.malformed("The upload broke off. What was committed stays; send it again");
        } catch (RuntimeException failed) {
            LOG.infof("%s ends early: %s; %s", path, failed.getMessage(), report);
            close(report);
            throw failed;
        }
    }

    private <R extends ImportRow> Rows<R> rows(InputStream upload, Class<R> rowType) throws IOException {
        JavaType type = json.constructType(rowType);
        Lines lines = new Lines(upload);
        RowReader<R> reader = new RowReader<>(validator);
        return request.getMediaType().isCompatible(MediaType.valueOf(CSV))
                ? new CsvRows<>(lines, type, json, reader)
                : new JsonRows<>(lines, json.readerFor(type), reader);
    }

    private static StreamingOutput sending(Report report) {
        return out -> {
            try (report) {
                report.copyTo(out);
            }
        };
    }

    private static void close(Report report) {
        if (report != null) {
            try {
                report.close();
            } catch (IOException leftBehind) {
                LOG.warnf("a temporary file stays behind: %s", leftBehind.getMessage());
            }
        }
    }

    private Cause cause() {
        return new Cause(
                null,
                RequestFilter.idOf(request),
                TraceParent.format(Span.current().getSpanContext()));
    }
}
