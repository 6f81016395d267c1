package io.aftersales.helpdesk.stage;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;

/** Finds the stages that tickets move to. That a stage is not folded or unfolded meanwhile is a constraint's business. */
@ApplicationScoped
public class Stages {

    /**
     * The stage that a request names.
     *
     * @throws RuleBroken {@code unknown-stage}
     */
    public Uni<Stage> named(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(Stage.class, id))
                .onItem()
                .ifNull()
                .failWith(() -> new RuleBroken(HelpdeskProblem.UNKNOWN_STAGE, "There is no stage " + id));
    }

    /**
     * The stage that a request names for closed tickets, or for open ones.
     *
     * @throws RuleBroken {@code unknown-stage}, {@code wrong-stage}
     */
    public Uni<Stage> named(UUID id, boolean folded) {
        return named(id).invoke(stage -> {
            if (stage.isFolded() != folded) {
                throw new RuleBroken(
                        HelpdeskProblem.WRONG_STAGE, stage.name() + (folded ? " is not folded" : " is folded"));
            }
        });
    }

    /**
     * The first stage in order that is, or is not, folded.
     *
     * @throws RuleBroken {@code no-such-stage}
     */
    public Uni<Stage> first(boolean folded) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from Stage where folded = :folded order by position, id", Stage.class)
                        .setParameter("folded", folded)
                        .setMaxResults(1)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> new RuleBroken(
                        HelpdeskProblem.NO_SUCH_STAGE, "There is no " + (folded ? "folded" : "open") + " stage yet"));
    }
}
