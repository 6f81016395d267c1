package io.aftersales.helpdesk.team;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Who works on a kind of ticket, who may see them, and which after-sales services they offer. */
@Entity
public class Team extends Aggregate {

    private String name;

    @Enumerated(EnumType.STRING)
    private Visibility visibility;

    /** Names of the switches that are on. */
    private List<String> services = List.of();

    private UUID defaultProjectId;
    private boolean closedByCustomers;
    private Integer closeAfterDays;
    private UUID closeToStageId;

    @ElementCollection
    @CollectionTable(name = "team_close_from_stage", joinColumns = @JoinColumn(name = "team_id"))
    @Column(name = "stage_id")
    private Set<UUID> closeFromStages = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "team_member", joinColumns = @JoinColumn(name = "team_id"))
    @Column(name = "sub")
    private Set<String> members = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "team_follower", joinColumns = @JoinColumn(name = "team_id"))
    private Set<Follower> followers = new HashSet<>();

    /**
     * Takes over what was entered. Customers among the followers leave a team that stops being public.
     *
     * @throws RuleBroken {@code team-not-public} when another customer is to follow a team that is not public
     */
    void describe(TeamForm form) {
        name = form.name().strip();
        visibility = form.visibility();
        services = List.copyOf(new TreeSet<>(form.enabledServices()));
        defaultProjectId = form.defaultProjectId();
        closedByCustomers = form.closedByCustomers();
        describe(form.autoClose());
        members.retainAll(form.members());
        members.addAll(form.members());
        Set<Follower> wanted = new HashSet<>(form.followers());
        if (!isPublic()) {
            if (wanted.stream().anyMatch(one -> one.namesCustomer() && !followers.contains(one))) {
                throw customersDoNotFollow();
            }
            wanted.removeIf(Follower::namesCustomer);
        }
        followers.retainAll(wanted);
        followers.addAll(wanted);
    }

    private void describe(AutoClose autoClose) {
        closeAfterDays = autoClose == null ? null : autoClose.afterDays();
        closeToStageId = autoClose == null ? null : autoClose.toStageId();
        List<UUID> from = autoClose == null ? List.of() : autoClose.fromStageIds();
        closeFromStages.retainAll(from);
        closeFromStages.addAll(from);
    }

    /** @throws RuleBroken {@code team-not-public} when this follower is a customer and the team is not public */
    public void welcome(Follower follower) {
        if (follower.namesCustomer() && !isPublic()) {
            throw customersDoNotFollow();
        }
    }

    /** When the team's tickets are closed by themselves. */
    public Optional<AutoClose> autoClose() {
        return closeAfterDays == null
                ? Optional.empty()
                : Optional.of(new AutoClose(
                        closeAfterDays, closeFromStages.stream().sorted().toList(), closeToStageId));
    }

    /** The stage to which the team's tickets are closed by themselves. */
    public Optional<UUID> closesTo() {
        return Optional.ofNullable(closeToStageId);
    }

    /** After how many days without activity; null when never. */
    public Integer closeAfterDays() {
        return closeAfterDays;
    }

    public boolean isPublic() {
        return visibility == Visibility.PUBLIC;
    }

    public boolean isPrivate() {
        return visibility == Visibility.PRIVATE;
    }

    /** Whether the team has switched an after-sales service on. */
    public boolean offers(String teamSwitch) {
        return services.contains(teamSwitch);
    }

    String name() {
        return name;
    }

    Visibility visibility() {
        return visibility;
    }

    List<String> services() {
        return services;
    }

    /** The project of tasks that name none. */
    public Optional<UUID> defaultProject() {
        return Optional.ofNullable(defaultProjectId);
    }

    /** Whether customers may close the team's tickets in the portal. */
    public boolean isClosedByCustomers() {
        return closedByCustomers;
    }

    Set<String> members() {
        return members;
    }

    Set<Follower> followers() {
        return followers;
    }

    private static RuleBroken customersDoNotFollow() {
        return new RuleBroken(HelpdeskProblem.TEAM_NOT_PUBLIC, HelpdeskProblem.TEAM_NOT_PUBLIC.meaning());
    }
}
