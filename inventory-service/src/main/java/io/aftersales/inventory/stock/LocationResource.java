package io.aftersales.inventory.stock;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.Taken;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.UUID;

/** The places where goods are. */
@Path("/locations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Stock")
public class LocationResource {

    private final Api api;
    private final Locations locations;

    LocationResource(Api api, Locations locations) {
        this.api = api;
        this.locations = locations;
    }

    /** A new location of our own. */
    @Schema(name = "LocationTerms")
    public record Terms(
            @Schema(description = "Unique", examples = "Returns shelf") @NotBlank @Size(max = 100)
            String name) {}

    /** A location as the API shows it. */
    @Schema(name = "Location")
    public record View(UUID id, String name, LocationKind kind) {

        static View of(Location location) {
            return new View(location.id(), location.name(), location.kind());
        }
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
    @Operation(operationId = "listLocations", summary = "Locations, the newest first")
    public Uni<Page<View>> list(
            @QueryParam("kind") @Parameter(schema = @Schema(implementation = LocationKind.class)) String kind,
            @Valid @BeanParam Paging paging) {
        return api.read(() -> Keyset.of(Location.class)
                .where("e.kind = :kind", "kind", Filter.byName(LocationKind.class, "kind", kind))
                .page(paging, View::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
    @Operation(operationId = "getLocation", summary = "One location")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = View.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> locations.find(id), View::of);
    }

    @POST
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(operationId = "createLocation", summary = "Add a location of our own")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = View.class)))
    public Uni<Response> create(@NotNull @Valid Terms terms) {
        return api.post(terms, work -> {
                    Location location = new Location(terms.name());
                    work.persist(location);
                    return Uni.createFrom().item(Answer.created("locations", location, () -> View.of(location)));
                })
                .onFailure()
                .transform(Taken.byConstraint("location_name_key", InventoryProblem.LOCATION_NAME_TAKEN));
    }
}
