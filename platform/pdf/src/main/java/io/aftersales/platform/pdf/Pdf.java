package io.aftersales.platform.pdf;

import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Answers with documents on paper. They are laid out by two threads of their own, never on an event loop, and few wait: laying out
 * is work for the processor, and more at once would only be slower.
 */
@ApplicationScoped
public class Pdf {

    public static final String MEDIA_TYPE = "application/pdf";

    private static final int WRITERS = 2;
    private static final int MOST_WAITING = 100;

    private final ExecutorService writers = new ThreadPoolExecutor(
            WRITERS, WRITERS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                Thread thread = new Thread(task, "pdf");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * 200 with the document, to be shown by a browser or saved; 304 if the caller has it already. The ETag is that of what is on
     * the page: it costs no laying out.
     *
     * @param request says what the caller has
     * @param fileName without its ending
     * @param page XHTML; see {@link PdfWriter} for the fonts
     * @throws RuleBroken 503 when too many documents wait
     */
    public Uni<Response> answer(Request request, String fileName, String page) {
        EntityTag tag = new EntityTag(hash(page), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return Uni.createFrom().item(cached(unchanged, tag));
        }
        return write(page)
                .map(pdf -> cached(
                        Response.ok(pdf, MEDIA_TYPE)
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "inline; filename=\"" + plain(fileName) + ".pdf\""),
                        tag));
    }

    private Uni<byte[]> write(String page) {
        Context caller = Vertx.currentContext();
        return Uni.createFrom().emitter(emitter -> {
            try {
                writers.execute(() -> {
                    try {
                        byte[] pdf = PdfWriter.write(page);
                        caller.runOnContext(back -> emitter.complete(pdf));
                    } catch (RuntimeException failure) {
                        caller.runOnContext(back -> emitter.fail(failure));
                    }
                });
            } catch (RejectedExecutionException tooMany) {
                emitter.fail(new RuleBroken(
                        GeneralProblem.SERVICE_UNAVAILABLE, "Too many documents are being written at the moment"));
            }
        });
    }

    private static Response cached(Response.ResponseBuilder answer, EntityTag tag) {
        CacheControl askFirst = new CacheControl();
        askFirst.setPrivate(true);
        askFirst.setNoCache(true);
        return answer.tag(tag).cacheControl(askFirst).build();
    }

    /** A number such as INV/2026/00001 is no name of a file. */
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    private static String hash(String page) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(page.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @PreDestroy
    void stop() {
        writers.shutdownNow();
    }
}
