package io.aftersales.accounting.tax;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.accounting.AccountingProblem;
import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.rest.Taken;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.math.BigDecimal;
import java.util.UUID;

/** The taxes that lines can name. A tax is never deleted: it is archived. */
@Path("/taxes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Taxes")
public class TaxResource {

    private static final String NAME_CONSTRAINT = "tax_name";

    private final Api api;
    private final Preconditions preconditions;
    private final MergePatch mergePatch;

    TaxResource(Api api, Preconditions preconditions, MergePatch mergePatch) {
        this.api = api;
        this.preconditions = preconditions;
        this.mergePatch = mergePatch;
    }

    /** A tax as the API shows it. */
    @Schema(name = "Tax")
    public record TaxView(
            UUID id,
            String name,
            @Schema(description = "Per cent") BigDecimal rate,
            boolean active) {

        static TaxView of(Tax tax) {
            return new TaxView(tax.id(), tax.name(), Decimals.number(tax.rate()), tax.isActive());
        }
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(operationId = "listTaxes", summary = "Taxes, the newest first")
    public Uni<Page<TaxView>> list(@QueryParam("active") Boolean active, @Valid @BeanParam Paging paging) {
        return api.read(() -> Keyset.of(Tax.class)
                .where("e.active = :active", "active", active)
                .page(paging, TaxView::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(operationId = "getTax", summary = "One tax")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TaxView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> find(id, LockModeType.NONE), TaxView::of);
    }

    @POST
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(operationId = "createTax", summary = "Add a tax")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TaxView.class)))
    public Uni<Response> create(@NotNull @Valid TaxTerms terms) {
        return api.post(terms, work -> {
                    Tax tax = new Tax(terms);
                    work.persist(tax);
                    tell(tax, work);
                    return Uni.createFrom().item(Answer.created("taxes", tax, () -> TaxView.of(tax)));
                })
                .onFailure()
                .transform(Taken.byConstraint(NAME_CONSTRAINT, AccountingProblem.TAX_NAME_TAKEN));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(
            operationId = "editTax",
            summary = "Change or archive a tax",
            description = "Lines keep the rate that the tax had when they were written.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TaxTerms.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TaxView.class)))
    public Uni<Response> edit(UUID id, JsonNode patch) {
        return api.change(work -> find(id, LockModeType.PESSIMISTIC_WRITE)
                        .invoke(preconditions::require)
                        .invoke(tax -> tax.change(mergePatch.apply(patch, tax.terms(), TaxTerms.class)))
                        .invoke(tax -> tell(tax, work))
                        .map(tax -> Answer.ok(tax, () -> TaxView.of(tax))))
                .onFailure()
                .transform(Taken.byConstraint(NAME_CONSTRAINT, AccountingProblem.TAX_NAME_TAKEN));
    }

    private static void tell(Tax tax, Work work) {
        work.publish(tax, TaxChanged.TYPE, () -> TaxChanged.of(tax));
    }

    private static Uni<Tax> find(UUID id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.find(Tax.class, id, lock))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("tax", id));
    }
}
