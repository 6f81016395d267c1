package io.aftersales.repair.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Patience;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.UUID;
import java.util.function.BiConsumer;

/** Repair orders: written, edited and moved on by repair users; who asked for one reads it without being one. */
@Path("/repair-orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Repair orders")
public class RepairOrderResource {

    private final Api api;
    private final Preconditions preconditions;
    private final MergePatch mergePatch;
    private final Patience patience;
    private final Caller caller;
    private final RepairAccess access;
    private final RepairOrders orders;
    private final RepairIntake intake;
    private final RepairDrafting drafting;
    private final RepairSaga saga;

    RepairOrderResource(
            Api api,
            Preconditions preconditions,
            MergePatch mergePatch,
            Patience patience,
            Caller caller,
            RepairAccess access,
            RepairOrders orders,
            RepairIntake intake,
            RepairDrafting drafting,
            RepairSaga saga) {
        this.api = api;
        this.preconditions = preconditions;
        this.mergePatch = mergePatch;
        this.patience = patience;
        this.caller = caller;
        this.access = access;
        this.orders = orders;
        this.intake = intake;
        this.drafting = drafting;
        this.saga = saga;
    }

    /** How a repair is finished. */
    @Schema(name = "RepairFinish")
    public record Finish(
            @Schema(description = "Move the parts although some are missing in stock; false when left out")
            Boolean force) {}

    @GET
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.REPAIR_USER})
    @Operation(
            operationId = "listRepairOrders",
            summary = "Repair orders, the newest first",
            description = "To those who are no repair users: what they asked for themselves.")
    public Uni<Page<RepairOrderSummary>> list(@BeanParam RepairFilter filter, @Valid @BeanParam Paging paging) {
        return api.read(() -> filter.query(access.onlyThoseOf()).page(paging, RepairOrderSummary::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.REPAIR_USER})
    @Operation(
            operationId = "getRepairOrder",
            summary = "One repair order with its parts and operations",
            description = "Who asked for it reads it without the role of a repair user.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RepairOrderView.class)))
    public Uni<Response> get(UUID id) {
        return api.get(() -> orders.read(id).invoke(access::refuseUnlessSeen), RepairOrderView::of);
    }

    @POST
    @RolesAllowed(Roles.REPAIR_USER)
    @Operation(operationId = "createRepairOrder", summary = "Write a draft repair order in the company's currency")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RepairOrderView.class)))
    public Uni<Response> create(@NotNull @Valid RepairDraft draft) {
        RepairIntake.Origin origin = new RepairIntake.Origin(null, null, null, Stamp.of(caller.requester()));
        return patience.untilKnown(() -> intake.find(draft))
                .chain(() -> api.post(
                        draft,
                        work -> intake.take(draft, origin, work)
                                .map(order ->
                                        Answer.created("repair-orders", order, () -> RepairOrderView.of(order)))));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed(Roles.REPAIR_USER)
    @Operation(
            operationId = "editRepairOrder",
            summary = "Edit a repair order",
            description =
                    "JSON Merge Patch; parts and operations are replaced as a whole, until the invoice is asked for."
                            + " Needs If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RepairDraft.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RepairOrderView.class)))
    public Uni<Response> edit(UUID id, JsonNode patch) {
        return patience.untilKnown(() ->
                        orders.read(id).chain(order -> drafting.ofEdited(patched(order, patch), order)))
                .chain(() -> api.change(work -> orders.lock(id)
                        .invoke(preconditions::require)
                        .call(order -> drafting.ofEdited(patched(order, patch), order)
                                .invoke(order::write)
                                .invoke(() -> saga.tell(order, work)))
                        .map(RepairOrderResource::answer)));
    }

    @POST
    @Path("/{id}/confirm")
    @RolesAllowed(Roles.REPAIR_USER)
    @Operation(operationId = "confirmRepairOrder", summary = "Confirm a draft", description = "Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RepairOrderView.class)))
    public Uni<Response> confirm(UUID id) {
        Stamp by = Stamp.of(caller.requester());
        return move(id, (order, work) -> {
            order.confirm(by);
            saga.tell(order, work);
        });
    }

    @POST
    @Path("/{id}/start")
    @RolesAllowed(Roles.REPAIR_USER)
    @Operation(
            operationId = "startRepairOrder",
            summary = "Begin a confirmed repair",
            description = "One that is invoiced before needs its invoice drafted or posted. Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RepairOrderView.class)))
    public Uni<Response> start(UUID id) {
        Stamp by = Stamp.of(caller.requester());
        return move(id, (order, work) -> {
            order.start(by);
            saga.tell(order, work);
        });
    }

    @POST
    @Path("/{id}/finish")
    @RolesAllowed(Roles.REPAIR_USER)
    @Operation(
            operationId = "finishRepairOrder",
            summary = "Say that a repair is done",
            description =
                    "Where there are parts, inventory is asked to move them, and the order is repaired once it has."
                            + " What is missing in stock is shown with the order; ask again, or force. Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RepairOrderView.class)))
    public Uni<Response> finish(UUID id, @Valid @RequestBody(required = false) Finish finish) {
        boolean force = finish != null && Boolean.TRUE.equals(finish.force());
        return api.post(
                finish,
                work -> orders.lock(id)
                        .invoke(preconditions::match)
                        .call(order -> saga.finish(order, force, caller.requester(), work))
                        .map(RepairOrderResource::answer));
    }

    @POST
    @Path("/{id}/invoice")
    @RolesAllowed(Roles.REPAIR_USER)
    @Operation(
            operationId = "invoiceRepairOrder",
            summary = "Ask accounting for the draft invoice",
            description = "One line per added part and per operation. Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RepairOrderView.class)))
    public Uni<Response> invoice(UUID id) {
        return move(id, (order, work) -> saga.askForInvoice(order, caller.requester(), work));
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed(Roles.REPAIR_USER)
    @Operation(
            operationId = "cancelRepairOrder",
            summary = "Cancel a repair order that is not repaired",
            description = "A draft invoice is cancelled with it, a posted one is not. Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RepairOrderView.class)))
    public Uni<Response> cancel(UUID id) {
        return move(id, (order, work) -> saga.cancel(order, caller.requester(), work));
    }

    @POST
    @Path("/{id}/reset")
    @RolesAllowed(Roles.REPAIR_USER)
    @Operation(
            operationId = "resetRepairOrder",
            summary = "Make a draft of a cancelled order again",
            description = "Its link to the invoice is emptied. Honours If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RepairOrderView.class)))
    public Uni<Response> reset(UUID id) {
        return move(id, (order, work) -> {
            order.reset();
            saga.tell(order, work);
        });
    }

    private Uni<Response> move(UUID id, BiConsumer<RepairOrder, Work> step) {
        return api.post(
                null,
                work -> orders.lock(id)
                        .invoke(preconditions::match)
                        .invoke(order -> step.accept(order, work))
                        .map(RepairOrderResource::answer));
    }

    private RepairDraft patched(RepairOrder order, JsonNode patch) {
        return mergePatch.apply(patch, RepairDraft.of(order), RepairDraft.class);
    }

    private static Answer answer(RepairOrder order) {
        return Answer.ok(order, () -> RepairOrderView.of(order));
    }
}
