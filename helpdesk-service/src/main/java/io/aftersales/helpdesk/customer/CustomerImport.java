package io.aftersales.helpdesk.customer;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.platform.imports.Batch;
import io.aftersales.platform.imports.ImportResult;
import io.aftersales.platform.imports.Imports;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Work;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Customers of other systems, many at once. */
@Path("/imports/customers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "imports")
public class CustomerImport {

    private final Imports imports;
    private final Customers customers;

    CustomerImport(Imports imports, Customers customers) {
        this.imports = imports;
        this.customers = customers;
    }

    @POST
    @Blocking
    @Consumes({Imports.NDJSON, Imports.CSV})
    @RolesAllowed(Roles.HELPDESK_MANAGER)
    @Operation(
            operationId = "importCustomers",
            summary = "Import customers",
            description =
                    "As many as there are, one JSON object a line, or CSV. Every row is idempotent on its external"
                            + " reference: an upload that broke off can be sent again. A row that is refused is named with its line,"
                            + " and the rest is taken. A parent comes before those who name it.\n\n"
                            + "CSV: the first line names the columns `externalReference`, `name`, `email`, `phone`,"
                            + " `address.street`, `address.street2`, `address.city`, `address.zip`, `address.country`, `vatId`,"
                            + " `parentId` or `parentReference`.")
    @RequestBody(
            content = {
                @Content(mediaType = Imports.NDJSON, schema = @Schema(implementation = CustomerRow.class)),
                @Content(mediaType = Imports.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ImportResult.class)))
    public Response run(InputStream upload) {
        return imports.run(upload, CustomerRow.class, this::take);
    }

    private Uni<Void> take(Batch<CustomerRow> batch, Work work) {
        return customers
                .referencesKnown(batch.references())
                .invoke(batch::known)
                .chain(() -> parentsOf(batch.open()))
                .invoke(parents -> {
                    Intake intake = new Intake(parents);
                    batch.each(intake::take);
                    intake.made.forEach(customer -> customer.tell(work));
                    work.insert(intake.made);
                })
                .replaceWithVoid();
    }

    /** Those parents that are there already; nobody moves them while their children are made. */
    private Uni<List<Customer>> parentsOf(List<CustomerRow> rows) {
        if (rows.stream().noneMatch(CustomerRow::hasParent)) {
            return Uni.createFrom().item(List.of());
        }
        return customers
                .holdTrees()
                .chain(() -> customers.find(
                        named(rows.stream().map(CustomerRow::parentId)),
                        named(rows.stream().map(CustomerRow::parentReference))));
    }

    private static <T> Set<T> named(Stream<T> all) {
        return all.filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** The customers of one batch, as they are being made. */
    private static final class Intake {

        private final Map<UUID, Customer> byId;
        private final Map<String, Customer> byReference = new HashMap<>();
        private final List<Customer> made = new ArrayList<>();

        Intake(List<Customer> parents) {
            byId = parents.stream().collect(Collectors.toMap(Customer::id, Function.identity()));
            parents.forEach(parent -> parent.externalReference().ifPresent(name -> byReference.put(name, parent)));
        }

        void take(CustomerRow row) {
            if (row.parentId() != null && row.parentReference() != null) {
                throw RuleBroken.invalid("parentReference", "must not be given beside parentId");
            }
            Customer customer = new Customer();
            Customer parent = row.hasParent() ? parentOf(row) : null;
            customer.describe(row.form(parent == null ? null : parent.id()));
            if (parent != null) {
                customer.standBelow(parent);
            }
            made.add(customer);
            byReference.put(row.externalReference(), customer);
        }

        private Customer parentOf(CustomerRow row) {
            Customer parent =
                    row.parentId() != null ? byId.get(row.parentId()) : byReference.get(row.parentReference());
            if (parent == null) {
                throw new RuleBroken(
                        HelpdeskProblem.UNKNOWN_CUSTOMER,
                        "There is no customer " + (row.parentId() != null ? row.parentId() : row.parentReference()));
            }
            return parent;
        }
    }
}
