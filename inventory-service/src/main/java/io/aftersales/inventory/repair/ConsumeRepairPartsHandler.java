package io.aftersales.inventory.repair;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.Quantities;
import io.aftersales.inventory.company.Company;
import io.aftersales.inventory.product.Product;
import io.aftersales.inventory.product.Products;
import io.aftersales.inventory.stock.Levels;
import io.aftersales.inventory.stock.Location;
import io.aftersales.inventory.stock.Place;
import io.aftersales.inventory.stock.SerialNumber;
import io.aftersales.inventory.stock.SerialNumbers;
import io.aftersales.inventory.stock.Stock;
import io.aftersales.inventory.stock.StockMove;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.inbox.CommandHandler;
import io.aftersales.platform.inbox.CommandValidation;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Moves the parts of a repair: all of them or none, and once for each repair order, which is told again when it asks again. What
 * is missing in stock is moved only when that is forced.
 */
@Singleton
class ConsumeRepairPartsHandler extends CommandHandler<ConsumeRepairParts> {

    static final MessageType<Rejection> REJECTED = MessageType.of("repair-parts-rejected", Rejection.class);

    private static final String MOVED_BEFORE =
            "from RepairConsumption c left join fetch c.moves where c.originId = :origin";

    private final Products products;
    private final Stock stock;
    private final SerialNumbers serialNumbers;
    private final Company company;
    private final CommandValidation validation;

    ConsumeRepairPartsHandler(
            Products products,
            Stock stock,
            SerialNumbers serialNumbers,
            Company company,
            CommandValidation validation) {
        super(ConsumeRepairParts.TYPE, REJECTED);
        this.products = products;
        this.stock = stock;
        this.serialNumbers = serialNumbers;
        this.company = company;
        this.validation = validation;
    }

    /** Stock is locked after the documents that move goods. */
    @Override
    public int lockOrder() {
        return 10;
    }

    /** The levels of all products of the batch, in their order. */
    @Override
    public Uni<Void> lock(List<ConsumeRepairParts> batch, Work work) {
        List<UUID> named = batch.stream()
                .filter(command -> command.parts() != null)
                .flatMap(command -> command.parts().stream())
                .filter(part -> part != null && part.productId() != null && part.isAdded())
                .map(ConsumeRepairParts.Part::productId)
                .distinct()
                .toList();
        return products.known(named)
                .chain(known -> stock.lock(placesOf(known.keySet())))
                .replaceWithVoid();
    }

    @Override
    protected Uni<Void> execute(Incoming<ConsumeRepairParts> message, Work work) {
        ConsumeRepairParts command = message.payload();
        validation.refuseMalformed(command);
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(MOVED_BEFORE, RepairConsumption.class)
                        .setParameter("origin", command.originId())
                        .getSingleResultOrNull())
                .chain(before -> before == null ? move(command, work) : tellAgain(before, command, work));
    }

    private static Uni<Void> tellAgain(RepairConsumption before, ConsumeRepairParts command, Work work) {
        before.answer(command.actionId());
        work.publish(before, PartsConsumed.TYPE, () -> PartsConsumed.of(before, before.moves()));
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> move(ConsumeRepairParts command, Work work) {
        Map<UUID, BigDecimal> needed = needed(command);
        return products.requireKnown(command.parts().stream()
                        .map(ConsumeRepairParts.Part::productId)
                        .toList())
                .invoke(found -> refuseUnlessMovable(command, found))
                .chain(found -> stock.lock(placesOf(needed.keySet())).chain(levels -> {
                    List<PartsRejected.Missing> missing = missing(needed, levels);
                    if (!missing.isEmpty() && !command.force()) {
                        work.answer(PartsRejected.TYPE, command.actionId(), rejection(command, missing, found));
                        return Uni.createFrom().voidItem();
                    }
                    return piecesOf(needed, found)
                            .chain(pieces -> move(command, levels, pieces, !missing.isEmpty(), work));
                }));
    }

    private Uni<Void> move(
            ConsumeRepairParts command,
            Levels levels,
            Map<UUID, List<SerialNumber>> pieces,
            boolean forced,
            Work work) {
        return company.settings()
                .map(settings ->
                        new StockMove.Occasion(command.origin(), settings.today(), Stamp.of(command.requestedBy())))
                .invoke(occasion -> {
                    RepairConsumption consumption = new RepairConsumption(command, forced);
                    List<StockMove> moves = new ArrayList<>();
                    for (ConsumeRepairParts.Part part : command.parts()) {
                        moves.add(
                                part.isAdded()
                                        ? levels.putIntoRepair(
                                                consumption.id(),
                                                goods(part, taken(part, pieces)),
                                                command.force(),
                                                occasion)
                                        : StockMove.scrapped(consumption.id(), goods(part, List.of()), occasion));
                    }
                    work.persist(consumption);
                    moves.forEach(work::persist);
                    work.publish(consumption, PartsConsumed.TYPE, () -> PartsConsumed.of(consumption, moves));
                })
                .replaceWithVoid();
    }

    private static void refuseUnlessMovable(ConsumeRepairParts command, Map<UUID, Product> found) {
        for (ConsumeRepairParts.Part part : command.parts()) {
            Product product = found.get(part.productId());
            product.refuseUnlessGoods();
            product.refuseFractionOfPieces(part.quantity());
        }
    }

    private static Map<UUID, BigDecimal> needed(ConsumeRepairParts command) {
        Map<UUID, BigDecimal> needed = new LinkedHashMap<>();
        command.parts().stream()
                .filter(ConsumeRepairParts.Part::isAdded)
                .forEach(part -> needed.merge(part.productId(), part.quantity(), BigDecimal::add));
        return needed;
    }

    private static List<PartsRejected.Missing> missing(Map<UUID, BigDecimal> needed, Levels levels) {
        return needed.entrySet().stream()
                .filter(part -> levels.availableInStock(part.getKey()).compareTo(part.getValue()) < 0)
                .map(part -> new PartsRejected.Missing(
                        part.getKey(),
                        Quantities.plain(part.getValue()),
                        Quantities.plain(levels.availableInStock(part.getKey()))))
                .toList();
    }

    private static PartsRejected rejection(
            ConsumeRepairParts command, List<PartsRejected.Missing> missing, Map<UUID, Product> products) {
        return new PartsRejected(
                command.actionId(),
                command.ticketId(),
                InventoryProblem.INSUFFICIENT_STOCK.code(),
                missing.stream()
                        .limit(5)
                        .map(one -> "Of %s %s are needed and %s are available"
                                .formatted(
                                        products.get(one.productId()).sku(),
                                        one.needed().toPlainString(),
                                        one.available().toPlainString()))
                        .collect(Collectors.joining("; ")),
                missing);
    }

    /** Of tracked products, the pieces that are in stock, as many as are needed. */
    private Uni<Map<UUID, List<SerialNumber>>> piecesOf(Map<UUID, BigDecimal> needed, Map<UUID, Product> products) {
        Map<UUID, List<SerialNumber>> pieces = new HashMap<>();
        return Multi.createFrom()
                .iterable(needed.entrySet())
                .filter(part -> products.get(part.getKey()).isTracked())
                .onItem()
                .transformToUniAndConcatenate(part -> serialNumbers
                        .inStock(part.getKey(), part.getValue().intValueExact())
                        .invoke(found -> pieces.put(part.getKey(), new ArrayList<>(found))))
                .collect()
                .last()
                .replaceWith(pieces);
    }

    /** Takes the next pieces for a part; fewer than it has where some are missing and that was forced. */
    private static List<String> taken(ConsumeRepairParts.Part part, Map<UUID, List<SerialNumber>> pieces) {
        List<SerialNumber> left = pieces.getOrDefault(part.productId(), List.of());
        if (left.isEmpty()) {
            return List.of();
        }
        List<SerialNumber> taken = List.copyOf(
                left.subList(0, Math.min(left.size(), part.quantity().intValueExact())));
        left.subList(0, taken.size()).clear();
        taken.forEach(SerialNumber::leave);
        return taken.stream().map(SerialNumber::number).toList();
    }

    private static StockMove.Goods goods(ConsumeRepairParts.Part part, List<String> serialNumbers) {
        return new StockMove.Goods(part.productId(), part.quantity(), serialNumbers);
    }

    private static List<Place> placesOf(Collection<UUID> productIds) {
        return productIds.stream()
                .map(product -> new Place(product, Location.STOCK))
                .toList();
    }
}
