package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.HelpdeskConfig;
import io.aftersales.helpdesk.ticket.LiveTickets;
import io.aftersales.platform.problem.ProblemCode;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Waits for the outcome of an action ({@code Prefer: wait=N}), whichever replica takes it in: it registers for news of the
 * ticket's actions before the action is made or found, waits for news of this one or the deadline, and then reads it.
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
     * Answers 201 with the finished action, or 202 with the running one when the caller does not want to wait any longer or
     * this replica is about to end.
     *
     * @param accepting makes or finds the action, and answers 202 with it
     * @throws RuleBroken 409 or 422 with the owner's refusal
     */
    Uni<Response> await(Ask ask, Supplier<Uni<Response>> accepting) {
        Duration patience = ask.patience(config.longestWait());
        if (patience.isZero()) {
            return accepting.get();
        }
        long deadline = System.nanoTime() + patience.toNanos();
        Executor caller = MutinyHelper.executor(Vertx.currentContext());
        LiveTickets.ActionNews news = live.newsOfActions(ask.ticketId());
        return Uni.createFrom()
                .deferred(accepting::get)
                .chain(accepted -> {
                    ActionView action = (ActionView) accepted.getEntity();
                    return action.status() == Action.Status.REQUESTED
                            ? await(action, accepted, news, deadline, caller)
                            : read(action);
                })
                .eventually(news::close);
    }

    /** @param running the answer if there is no time left to wait */
    private Uni<Response> await(
            ActionView action, Response running, LiveTickets.ActionNews news, long deadline, Executor caller) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.isNegative() || live.isLeaving()) {
            return Uni.createFrom().item(running);
        }
        return news.of(action.id(), left)
                .emitOn(caller)
                .invoke(() -> news.forget(action.id()))
                .chain(() -> read(action))
                .chain(answer -> answer.getStatus() == Response.Status.ACCEPTED.getStatusCode()
                        ? await(action, answer, news, deadline, caller)
                        : Uni.createFrom().item(answer));
    }

    private Uni<Response> read(ActionView action) {
        return api.answer(() -> actions.find(action.ticketId(), action.id()).map(this::answer));
    }

    private Answer answer(Action action) {
        return switch (action.status()) {
            case REQUESTED -> actions.accepted(action);
            case SUCCEEDED ->
                new Answer(
                        Response.Status.CREATED.getStatusCode(),
                        URI.create(address(action)),
                        action.id(),
                        action::version,
                        () -> actions.view(action));
            case REJECTED ->
                throw new RuleBroken(
                                new Refusal(action.rejectionCode(), catalogue.statusOfRejection(action)),
                                action.rejectionDetail())
                        .keptAt(URI.create("/api/v1/" + address(action)));
        };
    }

    private static String address(Action action) {
        return "tickets/" + action.ticketId() + "/actions/" + action.id();
    }
}
