package io.aftersales.inventory.delivery;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.company.Company;
import io.aftersales.inventory.company.CompanySettings;
import io.aftersales.inventory.customer.Customers;
import io.aftersales.inventory.customer.NamedCustomers;
import io.aftersales.inventory.product.Product;
import io.aftersales.inventory.product.ProductKind;
import io.aftersales.inventory.product.Products;
import io.aftersales.inventory.saleorder.SaleOrder;
import io.aftersales.inventory.saleorder.SaleOrderLine;
import io.aftersales.inventory.saleorder.SaleOrders;
import io.aftersales.inventory.stock.Levels;
import io.aftersales.inventory.stock.Location;
import io.aftersales.inventory.stock.Pieces;
import io.aftersales.inventory.stock.Place;
import io.aftersales.inventory.stock.SerialNumber;
import io.aftersales.inventory.stock.SerialNumbers;
import io.aftersales.inventory.stock.Stock;
import io.aftersales.inventory.stock.StockMove;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.imports.Batch;
import io.aftersales.platform.imports.ImportResult;
import io.aftersales.platform.imports.Imports;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Deliveries of the past, many at once. They are done, and may take the stock below zero. */
@Path("/imports/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
public class DeliveryImport {

    private final Imports imports;
    private final Caller caller;
    private final Deliveries deliveries;
    private final SaleOrders saleOrders;
    private final Products products;
    private final Customers customers;
    private final Stock stock;
    private final SerialNumbers serialNumbers;
    private final Company company;

    DeliveryImport(
            Imports imports,
            Caller caller,
            Deliveries deliveries,
            SaleOrders saleOrders,
            Products products,
            Customers customers,
            Stock stock,
            SerialNumbers serialNumbers,
            Company company) {
        this.imports = imports;
        this.caller = caller;
        this.deliveries = deliveries;
        this.saleOrders = saleOrders;
        this.products = products;
        this.customers = customers;
        this.stock = stock;
        this.serialNumbers = serialNumbers;
        this.company = company;
    }

    @POST
    @Blocking
    @Consumes({Imports.NDJSON, Imports.CSV})
    @RolesAllowed(Roles.INVENTORY_USER)
    @Operation(
            operationId = "importDeliveries",
            summary = "Import deliveries that are done",
            description =
                    "As many as there are, one JSON object a line, or CSV. Every row is idempotent on its external"
                            + " reference. A row that is refused is named with its line, and the rest is taken. Nothing has to be in"
                            + " stock: history is kept as it was.\n\n"
                            + "CSV: the first line names the columns `externalReference`, `date`, `saleOrderReference`,"
                            + " `customerId` or `customerReference`, `lines.saleOrderLine` or `lines.sku`, `lines.quantity`,"
                            + " `lines.serialNumbers` (separated by semicolons). A line of the file is a line of a delivery;"
                            + " neighbouring lines with one external reference are one delivery, and others of it are"
                            + " refused.")
    @RequestBody(
            content = {
                @Content(mediaType = Imports.NDJSON, schema = @Schema(implementation = DeliveryRow.class)),
                @Content(mediaType = Imports.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ImportResult.class)))
    public Response run(InputStream upload) {
        Stamp by = Stamp.of(caller.requester());
        return imports.run(upload, DeliveryRow.class, this::awaitNamed, (batch, work) -> take(batch, by, work));
    }

    private Uni<Void> awaitNamed(List<DeliveryRow> rows) {
        return company.awaitKnown().chain(() -> customers.awaitKnown(DeliveryRow.customersOf(rows)));
    }

    private Uni<Void> take(Batch<DeliveryRow> batch, Stamp by, Work work) {
        return deliveries
                .referencesKnown(batch.references())
                .invoke(batch::known)
                .chain(() -> Uni.combine()
                        .all()
                        .unis(
                                saleOrders.lockReferred(DeliveryRow.saleOrdersOf(batch.open())),
                                customers.find(DeliveryRow.customersOf(batch.open())),
                                products.bySku(DeliveryRow.skusOf(batch.open())),
                                company.settings())
                        .usingConcurrencyOf(1)
                        .asTuple())
                .chain(found -> {
                    Named named = new Named(found.getItem1(), found.getItem2(), found.getItem3(), found.getItem4());
                    return stock.lock(named.places())
                            .chain(levels -> serialNumbers
                                    .named(named.productIds().toList(), DeliveryRow.serialsOf(batch.open()))
                                    .invoke(pieces -> {
                                        Intake intake = new Intake(named, levels, pieces, by);
                                        batch.each(intake::take);
                                        deliveries.addHistory(intake.done, work);
                                        work.insert(intake.newPieces);
                                    }));
                })
                .replaceWithVoid();
    }

    /** What the rows of a batch name. */
    private record Named(
            Map<String, SaleOrder> orders,
            NamedCustomers.Found customers,
            Map<String, Product> products,
            CompanySettings company) {

        Stream<UUID> productIds() {
            return Stream.concat(
                            products.values().stream(),
                            orders.values().stream()
                                    .flatMap(order -> order.lines().stream())
                                    .map(SaleOrderLine::product))
                    .filter(product -> product.kind() == ProductKind.GOODS)
                    .map(Product::id)
                    .distinct();
        }

        List<Place> places() {
            return productIds().map(id -> new Place(id, Location.STOCK)).toList();
        }
    }

    /** The deliveries of one batch, as they are being made. */
    private static final class Intake {

        private final Named named;
        private final Levels levels;
        private final Pieces pieces;
        private final Stamp by;
        private final Map<Delivery, List<StockMove>> done = new LinkedHashMap<>();
        private final List<SerialNumber> newPieces = new ArrayList<>();

        Intake(Named named, Levels levels, Pieces pieces, Stamp by) {
            this.named = named;
            this.levels = levels;
            this.pieces = pieces;
            this.by = by;
        }

        void take(DeliveryRow row) {
            named.company().dayOfMove(row.date());
            Map<DeliveryLine, List<String>> serials = new HashMap<>();
            Delivery delivery = row.saleOrderReference() == null ? toCustomer(row, serials) : ofOrder(row, serials);
            for (DeliveryLine line : delivery.lines()) {
                List<String> numbers = serials.getOrDefault(line, List.of());
                Pieces.refuseMiscounted(line.product(), line.quantity(), numbers);
                pieces.refuseUnlessDeliverable(line.product(), numbers);
            }
            serials.forEach(
                    (line, numbers) -> newPieces.addAll(pieces.deliverAsItWas(line.product(), numbers, line.id())));
            done.put(delivery, delivery.finishAsItWas(serials, row.date(), by, levels));
        }

        private Delivery toCustomer(DeliveryRow row, Map<DeliveryLine, List<String>> serials) {
            Delivery delivery = new Delivery(
                    named.customers().get(row.customerId(), row.customerReference()),
                    null,
                    row.externalReference(),
                    by);
            for (DeliveryRow.Line line : row.allLines()) {
                Product product = named.products().get(line.sku());
                if (product == null) {
                    throw new RuleBroken(
                            InventoryProblem.UNKNOWN_PRODUCT, "There is no active product with the SKU " + line.sku());
                }
                serials.put(delivery.add(product, null, line.quantity()), line.serials());
            }
            return delivery;
        }

        private Delivery ofOrder(DeliveryRow row, Map<DeliveryLine, List<String>> serials) {
            SaleOrder order = named.orders().get(row.saleOrderReference());
            if (order == null) {
                throw new RuleBroken(
                        InventoryProblem.UNKNOWN_SALE_ORDER, "There is no sale order " + row.saleOrderReference());
            }
            Delivery delivery = new Delivery(order.customer(), order, row.externalReference(), by);
            for (DeliveryRow.Line line : row.allLines()) {
                if (line.saleOrderLine() > order.lines().size()) {
                    throw new RuleBroken(
                            InventoryProblem.UNKNOWN_SALE_ORDER_LINE,
                            "%s has no line %d".formatted(row.saleOrderReference(), line.saleOrderLine()));
                }
                SaleOrderLine ordered = order.lines().get(line.saleOrderLine() - 1);
                serials.put(delivery.add(ordered.product(), ordered, line.quantity()), line.serials());
            }
            if (row.lines() == null) {
                order.lines().stream()
                        .filter(line -> line.product().kind() == ProductKind.GOODS)
                        .forEach(line -> delivery.add(line.product(), line, line.quantity()));
            }
            if (delivery.lines().isEmpty()) {
                throw new RuleBroken(InventoryProblem.NOTHING_TO_DELIVER, row.saleOrderReference() + " has no goods");
            }
            return delivery;
        }
    }
}
