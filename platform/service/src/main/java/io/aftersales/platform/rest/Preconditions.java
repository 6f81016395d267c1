package io.aftersales.platform.rest;

import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Aggregate;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;

/** The request's {@code If-Match}, against the version of a document that the transaction has locked. */
@RequestScoped
public class Preconditions {

    private final String ifMatch;

    Preconditions(HttpServerRequest request) {
        this.ifMatch = request.getHeader(HttpHeaders.IF_MATCH);
    }

    /** For a PATCH: 428 without {@code If-Match}, 412 when it is stale. */
    public void require(Aggregate aggregate) {
        require(aggregate.version());
    }

    /** The same for a document that is no aggregate, by its version. */
    public void require(long version) {
        if (ifMatch == null) {
            throw new RuleBroken(
                    GeneralProblem.PRECONDITION_REQUIRED, "Send If-Match with the ETag of the document as you read it");
        }
        match(version);
    }

    /** For an action on a document: 412 when {@code If-Match} was sent and is stale. */
    public void match(Aggregate aggregate) {
        match(aggregate.version());
    }

    private void match(long version) {
        if (ifMatch == null || ifMatch.trim().equals("*")) {
            return;
        }
        String current = etag(version);
        for (String tag : ifMatch.split(",")) {
            if (tag.trim().equals(current)) {
                return;
            }
        }
        throw new RuleBroken(GeneralProblem.STALE_VERSION, "The document's ETag is " + current + " now");
    }

    static String etag(long version) {
        return "\"" + version + "\"";
    }
}
