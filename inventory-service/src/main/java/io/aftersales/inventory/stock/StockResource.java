package io.aftersales.inventory.stock;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.Quantities;
import io.aftersales.inventory.company.Company;
import io.aftersales.inventory.product.Product;
import io.aftersales.inventory.product.Products;
import io.aftersales.inventory.stock.StockMove.Goods;
import io.aftersales.inventory.stock.StockMove.Occasion;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.Taken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Stock on hand per product and location, and the moves that it is the sum of. */
@Path("/stock")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.INVENTORY_USER})
@Tag(name = "Stock")
public class StockResource {

    private final Api api;
    private final Caller caller;
    private final Products products;
    private final Locations locations;
    private final Stock stock;
    private final SerialNumbers serialNumbers;
    private final Company company;

    StockResource(
            Api api,
            Caller caller,
            Products products,
            Locations locations,
            Stock stock,
            SerialNumbers serialNumbers,
            Company company) {
        this.api = api;
        this.caller = caller;
        this.products = products;
        this.locations = locations;
        this.stock = stock;
        this.serialNumbers = serialNumbers;
        this.company = company;
    }

    /** How much of a product is at a location. */
    @Schema(name = "StockLevel")
    public record LevelView(
            UUID productId,
            String sku,
            UUID locationId,
            @Schema(examples = "Stock") String location,

            @Schema(description = "The sum of the done moves; below zero only after imported history")
            BigDecimal onHand,

            @Schema(description = "What deliveries that are ready have of it")
            BigDecimal reserved,

            BigDecimal available) {

        static LevelView of(StockLevel level) {
            return new LevelView(
                    level.product().id(),
                    level.product().sku(),
                    level.location().id(),
                    level.location().name(),
                    Quantities.plain(level.onHand()),
                    Quantities.plain(level.reserved()),
                    Quantities.plain(level.available()));
        }
    }

    @GET
    @Operation(operationId = "listStock", summary = "Stock on hand per product and location")
    public Uni<Page<LevelView>> list(
            @QueryParam("productId") @Parameter(schema = @Schema(implementation = UUID.class)) String productId,
            @QueryParam("locationId") @Parameter(schema = @Schema(implementation = UUID.class)) String locationId,
            @QueryParam("sku") String sku,
            @Valid @BeanParam Paging paging) {
        return api.read(() -> Keyset.of(StockLevel.class, "join fetch e.product join fetch e.location")
                .where("e.product.id = :productId", "productId", Filter.uuid("productId", productId))
                .where("e.location.id = :locationId", "locationId", Filter.uuid("locationId", locationId))
                .where("e.product.sku = :sku", "sku", sku)
                .page(paging, LevelView::of));
    }

    @GET
    @Path("/moves")
    @Operation(operationId = "listStockMoves", summary = "Done moves, the newest first")
    public Uni<Page<StockMoveView>> moves(
            @QueryParam("productId") @Parameter(schema = @Schema(implementation = UUID.class)) String productId,
            @QueryParam("reference") String reference,
            @Valid @BeanParam Paging paging) {
        return api.read(() -> Keyset.of(StockMove.class)
                .where("e.productId = :productId", "productId", Filter.uuid("productId", productId))
                .where("e.reference = :reference", "reference", reference)
                .page(paging, StockMoveView::of));
    }

    @POST
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(
            operationId = "adjustStock",
            summary = "Take goods in or out, other than by a delivery or a return",
            description = "What goes out must be available: what deliveries have reserved stays.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = StockMoveView.class)))
    public Uni<Response> adjust(@NotNull @Valid StockAdjustment adjustment) {
        Stamp by = Stamp.of(caller.requester());
        return company.awaitKnown()
                .chain(() -> api.post(
                        adjustment,
                        work -> adjust(adjustment, by, work)
                                .invoke(work::persist)
                                .map(move -> Answer.added(move.id(), () -> StockMoveView.of(move)))))
                .onFailure()
                .transform(Taken.byConstraint(
                        "serial_number_product_id_number_key", InventoryProblem.SERIAL_NUMBER_TAKEN));
    }

    private Uni<StockMove> adjust(StockAdjustment asked, Stamp by, Work work) {
        List<UUID> named = List.of(asked.productId());
        return products.get(named).chain(found -> {
            Product product = found.get(asked.productId());
            product.refuseUnlessGoods();
            if (asked.quantity().signum() == 0) {
                throw RuleBroken.invalid("quantity", "must not be zero");
            }
            Pieces.refuseMiscounted(product, asked.quantity().abs(), asked.serials());
            return locations
                    .internal(asked.locationId())
                    .chain(location -> stock.lock(List.of(new Place(product.id(), location.id())))
                            .chain(levels -> serialNumbers
                                    .named(named, asked.serials())
                                    .chain(pieces -> company.settings()
                                            .map(settings -> new Occasion(asked.reason(), settings.today(), by))
                                            .map(occasion -> asked.quantity().signum() > 0
                                                    ? takeIn(asked, product, location, levels, pieces, occasion, work)
                                                    : takeOut(asked, product, location, levels, pieces, occasion)))));
        });
    }

    private static StockMove takeIn(
            StockAdjustment asked,
            Product product,
            Location location,
            Levels levels,
            Pieces pieces,
            Occasion occasion,
            Work work) {
        pieces.refuseKnown(product, asked.serials());
        asked.serials().forEach(number -> work.persist(pieces.takeIn(product, number, location.id())));
        return levels.takeIn(location.id(), new Goods(product.id(), asked.quantity(), asked.serials()), occasion);
    }

    private static StockMove takeOut(
            StockAdjustment asked,
            Product product,
            Location location,
            Levels levels,
            Pieces pieces,
            Occasion occasion) {
        pieces.refuseUnlessAt(location.id(), product, asked.serials());
        StockMove move = levels.takeOut(
                location.id(), new Goods(product.id(), asked.quantity().abs(), asked.serials()), occasion);
        pieces.takeOut(product, asked.serials());
        return move;
    }
}
