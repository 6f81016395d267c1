package io.aftersales.helpdesk.team;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.helpdesk.aftersales.Catalogue;
import io.aftersales.helpdesk.aftersales.ServiceName;
import io.aftersales.helpdesk.ticket.CustomersAmongFollowers;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.rest.Warning;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The teams, with what they offer and who may see their tickets. */
@Path("/teams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "teams")
public class TeamResource {

    private final Catalogue catalogue;
    private final TeamFormCheck check;
    private final CustomersAmongFollowers customers;
    private final Api api;
    private final MergePatch mergePatch;
    private final Preconditions preconditions;

    TeamResource(
            Catalogue catalogue,
            TeamFormCheck check,
            CustomersAmongFollowers customers,
            Api api,
            MergePatch mergePatch,
            Preconditions preconditions) {
        this.catalogue = catalogue;
        this.check = check;
        this.customers = customers;
        this.api = api;
        this.mergePatch = mergePatch;
        this.preconditions = preconditions;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(operationId = "listTeams", summary = "The teams, the newest first")
    public Uni<Page<TeamView>> list(@Valid @BeanParam Paging paging) {
        return api.read(() -> Keyset.of(Team.class)
                .page(paging, team -> team)
                .call(page -> fetchPeople(page.items()))
                .map(page -> new Page<>(
                        page.items().stream().map(team -> view(team, List.of())).toList(), page.next())));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(operationId = "getTeam", summary = "One team")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TeamView.class)))
    public Uni<Response> get(@PathParam("id") UUID id) {
        return api.get(() -> load(id, LockModeType.NONE), team -> view(team, List.of()));
    }

    @POST
    @RolesAllowed(Roles.HELPDESK_MANAGER)
    @Operation(
            operationId = "createTeam",
            summary = "Set up a team",
            description = "Switching on a service that has never announced itself succeeds with a warning.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TeamView.class)))
    public Uni<Response> create(@Valid @NotNull TeamForm form) {
        return check.awaitProject(form.defaultProjectId())
                .chain(() -> api.post(
                        form,
                        work -> check.reservations(form).map(warnings -> {
                            Team team = new Team();
                            team.describe(form);
                            work.persist(team);
                            return Answer.created("teams", team, () -> view(team, warnings));
                        })));
    }

    @PATCH
    @Consumes({"application/merge-patch+json", "application/json"})
    @Path("/{id}")
    @RolesAllowed(Roles.HELPDESK_MANAGER)
    @Operation(
            operationId = "changeTeam",
            summary = "Change a team",
            description =
                    "When a public team becomes internal or private, customers stop following it and its tickets.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TeamView.class)))
    public Uni<Response> change(
            @PathParam("id") UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TeamForm.class)))
                    JsonNode patch) {
        boolean mayStopBeingPublic = patch != null && patch.has("visibility");
        return check.awaitProject(patch)
                .chain(() -> api.change(work -> (mayStopBeingPublic
                                ? customers.lock(id)
                                : Uni.createFrom().voidItem())
                        .chain(() -> load(id, LockModeType.PESSIMISTIC_WRITE))
                        .chain(team -> change(team, patch, work))));
    }

    private Uni<Answer> change(Team team, JsonNode patch, Work work) {
        preconditions.require(team);
        TeamForm form = mergePatch.apply(patch, form(team), TeamForm.class);
        return check.reservations(form).chain(warnings -> {
            boolean wasPublic = team.isPublic();
            team.describe(form);
            Answer answer = Answer.ok(team, () -> view(team, warnings));
            return (wasPublic && !team.isPublic()
                            ? customers.removeAll(team.id(), work)
                            : Uni.createFrom().voidItem())
                    .replaceWith(answer);
        });
    }

    private static Uni<Team> load(UUID id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.createQuery("from Team where id = :id", Team.class)
                        .setParameter("id", id)
                        .setLockMode(lock)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("team", id))
                .call(team -> fetchPeople(List.of(team)));
    }

    private static Uni<Void> fetchPeople(List<Team> teams) {
        if (teams.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from Team team left join fetch team.members where team in :teams", Team.class)
                        .setParameter("teams", teams)
                        .getResultList()
                        .chain(() -> session.createQuery(
                                        "from Team team left join fetch team.followers where team in :teams",
                                        Team.class)
                                .setParameter("teams", teams)
                                .getResultList())
                        .chain(() -> session.createQuery(
                                        "from Team team left join fetch team.closeFromStages where team in :teams",
                                        Team.class)
                                .setParameter("teams", teams)
                                .getResultList()))
                .replaceWithVoid();
    }

    private TeamForm form(Team team) {
        return new TeamForm(
                team.name(),
                team.visibility(),
                team.members().stream().sorted().toList(),
                List.copyOf(team.followers()),
                switches(team),
                team.defaultProject().orElse(null),
                team.isClosedByCustomers(),
                team.autoClose().orElse(null));
    }

    private TeamView view(Team team, List<Warning> warnings) {
        return new TeamView(
                team.id(),
                team.name(),
                team.visibility(),
                team.members().stream().sorted().toList(),
                List.copyOf(team.followers()),
                switches(team),
                team.defaultProject().orElse(null),
                team.isClosedByCustomers(),
                team.autoClose().orElse(null),
                warnings);
    }

    private Map<String, Boolean> switches(Team team) {
        return catalogue.names().stream()
                .collect(Collectors.toMap(
                        ServiceName::teamSwitch,
                        name -> team.offers(name.teamSwitch()),
                        (one, same) -> one,
                        LinkedHashMap::new));
    }
}
