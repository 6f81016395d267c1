package io.aftersales.helpdesk.team;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.Set;
import java.util.UUID;

/** Finds the teams that requests name. */
@ApplicationScoped
public class Teams {

    /**
     * The team that a request names. Until the transaction ends nobody changes it: its visibility decides who may follow its
     * tickets.
     *
     * @throws RuleBroken {@code unknown-team}
     */
    public Uni<Team> named(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createQuery("from Team where id = :id", Team.class)
                        .setParameter("id", id)
                        .setLockMode(LockModeType.PESSIMISTIC_READ)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> new RuleBroken(HelpdeskProblem.UNKNOWN_TEAM, "There is no team " + id));
    }

    /** Whom every new ticket of a team starts with. */
    public Uni<Set<Follower>> followersOf(Team team) {
        return Panache.getSession().chain(session -> session.fetch(team.followers()));
    }
}
