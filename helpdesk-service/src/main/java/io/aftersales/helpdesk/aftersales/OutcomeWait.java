package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.HelpdeskConfig;
import io.aftersales.helpdesk.ticket.LiveTickets;
import io.aftersales.platform.problem.ProblemCode;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Waits for the outcome of an action ({@code Prefer: wait=N}), whichever replica takes it in: it registers for the ticket's
 * next change, reads the action, waits for the change or the deadline, and reads again.
 */
@ApplicationScoped
class OutcomeWait {

    private final Catalogue catalogue;
    private final Actions actions;
    private final LiveTickets live;
    private final HelpdeskConfig config;
    private final Api api;

    OutcomeWait(Catalogue catalogue, Actions actions, LiveTickets live, HelpdeskConfig config, Api api) {
        this.catalogue = catalogue;
        this.actions = actions;
        this.live = live;
        this.config = config;
        this.api = api;
    }

    /** The owner's refusal, as a problem of the request that was waiting for it. */
    private record Refusal(String code, int status) implements ProblemCode {

        @Override
        public String meaning() {
            return "The service that was asked refused";
        }
    }

    /**
     * Answers 201 with the finished action, or 202 with the running one when the caller does not want to wait any longer.
     *
     * @param accepted the 202 as it would be without waiting
     * @throws RuleBroken 409 or 422 with the owner's refusal
     */
    Uni<Response> await(Ask ask, Response accepted) {
        Duration patience = ask.patience(config.longestWait());
        if (patience.isZero()) {
            return Uni.createFrom().item(accepted);
        }
        UUID actionId = ((ActionView) accepted.getEntity()).id();
        long deadline = System.nanoTime() + patience.toNanos();
        Context caller = Vertx.currentContext();
        return await(ask.ticketId(), actionId, deadline, MutinyHelper.executor(caller));
    }

    private Uni<Response> await(UUID ticketId, UUID actionId, long deadline, Executor caller) {
        LiveTickets.NextChange change = live.next(ticketId);
        return api.answer(() -> actions.find(ticketId, actionId).map(this::answer))
                .chain(answer -> {
                    Duration left = Duration.ofNanos(deadline - System.nanoTime());
                    boolean finished = answer.getStatus() != Response.Status.ACCEPTED.getStatusCode();
                    return finished || left.isNegative()
                            ? Uni.createFrom().item(answer)
                            : change.within(left)
                                    .emitOn(caller)
                                    .chain(() -> await(ticketId, actionId, deadline, caller));
                })
                .eventually(change::close);
    }

    private Answer answer(Action action) {
        return switch (action.status()) {
            case REQUESTED -> actions.accepted(action);
            case SUCCEEDED ->
                new Answer(
                        Response.Status.CREATED.getStatusCode(),
                        URI.create("tickets/" + action.ticketId() + "/actions/" + action.id()),
                        action.id(),
                        action::version,
                        () -> actions.view(action));
            case REJECTED ->
                throw new RuleBroken(
                        new Refusal(action.rejectionCode(), catalogue.statusOfRejection(action)),
                        action.rejectionDetail());
        };
    }
}
