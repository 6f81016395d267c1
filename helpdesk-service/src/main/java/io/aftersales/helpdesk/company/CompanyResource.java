package io.aftersales.helpdesk.company;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.security.Roles;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Our own company's settings. */
@Path("/company")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "company")
public class CompanyResource {

    private final Api api;
    private final MergePatch mergePatch;
    private final Preconditions preconditions;

    CompanyResource(Api api, MergePatch mergePatch, Preconditions preconditions) {
        this.api = api;
        this.mergePatch = mergePatch;
        this.preconditions = preconditions;
    }

    @GET
    @RolesAllowed({
        Roles.AGENT,
        Roles.HELPDESK_MANAGER,
        Roles.ACCOUNTANT,
        Roles.LOYALTY_MANAGER,
        Roles.INVENTORY_USER,
        Roles.REPAIR_USER,
        Roles.TECHNICIAN,
        Roles.FIELDSERVICE_MANAGER
    })
    @Operation(operationId = "getCompany", summary = "Our own company's settings")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CompanyView.class)))
    public Uni<Response> get() {
        return api.get(() -> load(LockModeType.NONE), Company::view);
    }

    @PATCH
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed(Roles.HELPDESK_MANAGER)
    @Operation(operationId = "changeCompany", summary = "Change our own company's settings, for all services")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CompanyView.class)))
    public Uni<Response> change(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CompanyForm.class)))
                    JsonNode patch) {
        return api.change(work -> load(LockModeType.PESSIMISTIC_WRITE).map(company -> {
            preconditions.require(company);
            company.describe(mergePatch.apply(patch, company.form(), CompanyForm.class));
            company.tell(work);
            return Answer.ok(company, company::view);
        }));
    }

    private static Uni<Company> load(LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.createQuery("from Company", Company.class)
                        .setLockMode(lock)
                        .getSingleResult());
    }
}
