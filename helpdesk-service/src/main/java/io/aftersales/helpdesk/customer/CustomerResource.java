package io.aftersales.helpdesk.customer;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The customers and the companies that they belong to. */
@Path("/customers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "customers")
public class CustomerResource {

    private final Customers customers;
    private final Api api;
    private final MergePatch mergePatch;
    private final Preconditions preconditions;

    CustomerResource(Customers customers, Api api, MergePatch mergePatch, Preconditions preconditions) {
        this.customers = customers;
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
    @Operation(operationId = "listCustomers", summary = "Customers, the newest first")
    public Uni<Page<CustomerView>> list(
            @QueryParam("name") @Parameter(description = "Start of the name, in any case") String name,
            @QueryParam("externalReference") String externalReference,
            @QueryParam("parentId") @Parameter(schema = @Schema(format = "uuid")) String parentId,
            @QueryParam("companyOf")
                    @Parameter(
                            description = "All members of this customer's company",
                            schema = @Schema(format = "uuid"))
                    String companyOf,
            @Valid @BeanParam Paging paging) {
        return api.read(() -> Keyset.of(Customer.class)
                .where("starts_with(lower(e.name), lower(:name))", "name", name)
                .where("e.externalReference = :reference", "reference", externalReference)
                .where("e.parentId = :parent", "parent", Filter.uuid("parentId", parentId))
                .where(
                        "e.companyId = (select c.companyId from Customer c where c.id = :companyOf)",
                        "companyOf",
                        Filter.uuid("companyOf", companyOf))
                .page(paging, Customer::view));
    }

    @GET
    @Path("/{id}")
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
    @Operation(operationId = "getCustomer", summary = "One customer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CustomerView.class)))
    public Uni<Response> get(@PathParam("id") UUID id) {
        return api.get(() -> customers.require(id), Customer::view);
    }

    @POST
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(operationId = "createCustomer", summary = "Enter a customer")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CustomerView.class)))
    public Uni<Response> create(@Valid @NotNull CustomerForm form) {
        return api.post(form, work -> {
            Customer customer = new Customer();
            customer.describe(form);
            return place(customer, List.of(customer), form.parentId()).map(done -> {
                customer.tell(work);
                work.persist(customer);
                return Answer.created("customers", customer, customer::view);
            });
        });
    }

    @PATCH
    @Consumes({"application/merge-patch+json", "application/json"})
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(
            operationId = "changeCustomer",
            summary = "Change a customer",
            description = "With another parentId the customer moves, with everybody below it, to another company.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CustomerView.class)))
    public Uni<Response> change(
            @PathParam("id") UUID id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CustomerForm.class)))
                    JsonNode patch) {
        boolean mayMove = patch != null && patch.has("parentId");
        return api.change(work -> (mayMove ? customers.lockWithAllBelow(id) : customers.lock(id))
                .chain(family -> change(id, family, patch, work)));
    }

    private Uni<Answer> change(UUID id, List<Customer> family, JsonNode patch, Work work) {
        Customer customer = family.stream()
                .filter(member -> member.id().equals(id))
                .findFirst()
                .orElseThrow(() -> RuleBroken.notFound("customer", id));
        preconditions.require(customer);
        CustomerForm form = mergePatch.apply(patch, customer.form(), CustomerForm.class);
        boolean moves = !Objects.equals(form.parentId(), customer.parentId().orElse(null));
        customer.describe(form);
        List<Customer> changed = moves ? family : List.of(customer);
        return (moves
                        ? place(customer, family, form.parentId())
                        : Uni.createFrom().voidItem())
                .invoke(() -> changed.forEach(member -> member.tell(work)))
                .map(done -> Answer.ok(customer, customer::view));
    }

    /** Puts a customer, with everybody below it, where its new parent says. */
    private Uni<Void> place(Customer customer, List<Customer> family, UUID parentId) {
        Subtree subtree = new Subtree(customer, family);
        if (parentId == null) {
            subtree.detach();
            return Uni.createFrom().voidItem();
        }
        return customers
                .holdTrees()
                .chain(() -> customers.named(parentId))
                .invoke(subtree::moveBelow)
                .replaceWithVoid();
    }
}
