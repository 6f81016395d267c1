package io.aftersales.helpdesk.team;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.helpdesk.aftersales.Catalogue;
import io.aftersales.helpdesk.aftersales.InstalledServices;
import io.aftersales.helpdesk.aftersales.ServiceName;
import io.aftersales.helpdesk.customer.Customers;
import io.aftersales.helpdesk.project.Projects;
import io.aftersales.helpdesk.stage.Stages;
import io.aftersales.helpdesk.user.Staff;
import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Warning;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Checks whom and what a team's form names. */
@ApplicationScoped
class TeamFormCheck {

    private static final String FIELD_SERVICE_SWITCH = "fieldService";
    private static final String FIELD_SERVICE = "fieldservice";

    private final Catalogue catalogue;
    private final InstalledServices installed;
    private final Staff staff;
    private final Customers customers;
    private final Projects projects;
    private final Stages stages;

    TeamFormCheck(
            Catalogue catalogue,
            InstalledServices installed,
            Staff staff,
            Customers customers,
            Projects projects,
            Stages stages) {
        this.catalogue = catalogue;
        this.installed = installed;
        this.staff = staff;
        this.customers = customers;
        this.projects = projects;
        this.stages = stages;
    }

    /** Gives a project that was set up a moment ago the time to become known. Not within a transaction. */
    Uni<Void> awaitProject(UUID id) {
        return id == null ? Uni.createFrom().voidItem() : projects.awaitKnown(id);
    }

    /** The same for a project that a patch names. */
    Uni<Void> awaitProject(JsonNode patch) {
        return awaitProject(
                patch == null
                        ? null
                        : Filter.uuid(
                                "defaultProjectId",
                                patch.path("defaultProjectId").textValue()));
    }

    /**
     * Finds the reservations with which a form is accepted.
     *
     * @throws RuleBroken when it names a service, user, customer or project that does not exist, or lacks a project
     */
    Uni<List<Warning>> reservations(TeamForm form) {
        requireKnownServices(form);
        return staff.requireAll(people(form))
                .chain(() -> customers.requireAll(companies(form)))
                .chain(() -> requireProject(form))
                .chain(() -> requireStages(form))
                .chain(() -> warnings(form));
    }

    private Uni<Void> requireStages(TeamForm form) {
        AutoClose autoClose = form.autoClose();
        if (autoClose == null) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(autoClose.fromStageIds())
                .onItem()
                .transformToUniAndConcatenate(id -> stages.named(id, false))
                .collect()
                .last()
                .chain(() -> stages.named(autoClose.toStageId(), true))
                .replaceWithVoid();
    }

    /** Before field service has announced itself nobody knows its projects. */
    private Uni<Void> requireProject(TeamForm form) {
        if (!form.enabledServices().contains(FIELD_SERVICE_SWITCH)) {
            return Uni.createFrom().voidItem();
        }
        return installed.including(Set.of(FIELD_SERVICE)).chain(known -> {
            if (!known.contains(FIELD_SERVICE)) {
                return Uni.createFrom().voidItem();
            }
            if (form.defaultProjectId() == null) {
                throw new RuleBroken(
                        HelpdeskProblem.DEFAULT_PROJECT_REQUIRED, HelpdeskProblem.DEFAULT_PROJECT_REQUIRED.meaning());
            }
            return projects.requireActive(form.defaultProjectId());
        });
    }

    private void requireKnownServices(TeamForm form) {
        Set<String> switches =
                catalogue.names().stream().map(ServiceName::teamSwitch).collect(Collectors.toSet());
        form.services().keySet().stream()
                .filter(name -> !switches.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new RuleBroken(HelpdeskProblem.UNKNOWN_SERVICE, "There is no service " + name);
                });
    }

    private static Set<String> people(TeamForm form) {
        Set<String> people = form.followers().stream()
                .map(Follower::sub)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        people.addAll(form.members());
        return people;
    }

    private static Set<UUID> companies(TeamForm form) {
        return form.followers().stream()
                .map(Follower::customerId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Uni<List<Warning>> warnings(TeamForm form) {
        List<ServiceName> on = catalogue.names().stream()
                .filter(name -> form.enabledServices().contains(name.teamSwitch()))
                .toList();
        return installed
                .including(on.stream().map(ServiceName::owner).toList())
                .map(known -> on.stream()
                        .filter(name -> !known.contains(name.owner()))
                        .map(TeamFormCheck::notInstalled)
                        .toList());
    }

    private static Warning notInstalled(ServiceName name) {
        return new Warning(
                HelpdeskProblem.SERVICE_NOT_INSTALLED.code(),
                name.teamSwitch() + " stay unavailable until the service " + name.owner() + " has announced itself");
    }
}
