package io.aftersales.helpdesk.user;

import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Roles;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.UUID;

/** The staff: everybody who has signed in with a role other than customer. */
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
@RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
public class UserResource {

    private final Api api;

    UserResource(Api api) {
        this.api = api;
    }

    @GET
    @Operation(operationId = "listUsers", summary = "The staff, as their tokens named them")
    public Uni<Page<UserView>> list(@QueryParam("sub") String sub, @Valid @BeanParam Paging paging) {
        return api.read(
                () -> Keyset.of(User.class).where("e.sub = :sub", "sub", sub).page(paging, User::view));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getUser", summary = "One member of staff")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UserView.class)))
    public Uni<Response> get(@PathParam("id") UUID id) {
        return api.get(
                () -> Panache.getSession()
                        .chain(session -> session.find(User.class, id))
                        .onItem()
                        .ifNull()
                        .failWith(() -> RuleBroken.notFound("user", id)),
                User::view);
    }
}
