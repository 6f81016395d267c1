package io.aftersales.repair.order;

import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.work.NotKnownYet;
import io.aftersales.repair.RepairProblem;
import io.aftersales.repair.reference.Customer;
import io.aftersales.repair.reference.GoodsReturn;
import io.aftersales.repair.reference.Product;
import io.aftersales.repair.reference.References;
import io.aftersales.repair.reference.SaleOrder;
import io.aftersales.repair.reference.Tax;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Looks up what a user writes of a repair order, and holds it against the rules that need what was found. */
@ApplicationScoped
class RepairDrafting {

    private final References references;

    RepairDrafting(References references) {
        this.references = references;
    }

    /**
     * What is to be written onto a new order.
     *
     * @param companyId the top of the customer's tree; null to take it from the customer as it is known here
     * @throws NotKnownYet for a record that may be on its way @throws RuleBroken for one that may not be named
     */
    Uni<RepairTerms> ofNew(RepairDraft draft, UUID companyId) {
        return references
                .goodsReturn(draft.returnId())
                .chain(goods -> terms(draft, companyId, goods, productOf(draft, goods), List.of(), true));
    }

    /** What is to be written onto an order that is there. Lines that stay as they are keep the rates of the day they were written. */
    Uni<RepairTerms> ofEdited(RepairDraft draft, RepairOrder order) {
        RepairDraft before = RepairDraft.of(order);
        return references
                .goodsReturn(draft.returnId())
                .chain(goods -> terms(
                        draft,
                        null,
                        goods,
                        productOf(draft, goods),
                        before.allProducts(),
                        !draft.hasTheLinesOf(before)));
    }

    private Uni<RepairTerms> terms(
            RepairDraft draft, UUID companyId, GoodsReturn goods, UUID productId, List<UUID> known, boolean newLines) {
        draft.refuseUnlessPlannable();
        List<UUID> products = new ArrayList<>(draft.allProducts());
        products.add(productId);
        List<UUID> newly = products.stream().filter(id -> !known.contains(id)).toList();
        List<UUID> taxes = newLines ? taxesOf(draft) : List.of();
        return Uni.createFrom()
                .item(new Found(draft, goods, productId, newLines))
                .call(found -> references.customer(draft.customerId()).invoke(customer -> found.customer = customer))
                .call(found -> references.saleOrder(draft.saleOrderId()).invoke(order -> found.saleOrder = order))
                .call(found -> references.products(products, newly).invoke(byId -> found.products = byId))
                .call(found -> references.activeTaxes(taxes).invoke(byId -> found.taxes = byId))
                .map(found -> found.terms(companyId));
    }

    private static UUID productOf(RepairDraft draft, GoodsReturn goods) {
        if (draft.productId() != null) {
            return draft.productId();
        }
        UUID returned = goods == null ? null : goods.onlyProduct();
        if (returned == null) {
            throw new RuleBroken(RepairProblem.PRODUCT_REQUIRED, RepairProblem.PRODUCT_REQUIRED.meaning());
        }
        return returned;
    }

    private static List<UUID> taxesOf(RepairDraft draft) {
        return Stream.concat(
                        draft.allParts().stream().map(RepairDraft.Part::taxIds),
                        draft.allOperations().stream().map(RepairDraft.Operation::taxIds))
                .flatMap(taxIds -> orNone(taxIds).stream())
                .toList();
    }

    private static List<UUID> orNone(List<UUID> taxIds) {
        return taxIds == null ? List.of() : taxIds;
    }

    /** What was found of that which a draft names. */
    private static final class Found {

        private final RepairDraft draft;
        private final GoodsReturn goods;
        private final UUID productId;
        private final boolean newLines;
        private Customer customer;
        private SaleOrder saleOrder;
        private Map<UUID, Product> products;
        private Map<UUID, Tax> taxes;

        Found(RepairDraft draft, GoodsReturn goods, UUID productId, boolean newLines) {
            this.draft = draft;
            this.goods = goods;
            this.productId = productId;
            this.newLines = newLines;
        }

        RepairTerms terms(UUID companyId) {
            UUID company = companyId == null ? customer.companyId() : companyId;
            if (saleOrder != null && !saleOrder.isOf(customer.id(), company)) {
                throw new RuleBroken(RepairProblem.FOREIGN_SALE_ORDER, RepairProblem.FOREIGN_SALE_ORDER.meaning());
            }
            if (goods != null) {
                goods.requireUsableBy(customer.id(), company);
            }
            Product product = products.get(productId).requireGoods();
            return new RepairTerms(
                    new RepairTerms.Subject(
                            customer,
                            product,
                            quantityOf(product),
                            draft.saleOrderId(),
                            draft.returnId(),
                            draft.invoiceMethod()),
                    draft.serialNumber(),
                    draft.description(),
                    draft.isUnderWarranty(),
                    draft.repairNotes(),
                    draft.quotationNotes(),
                    draft.responsible() == null
                            ? null
                            : new Requester(
                                    draft.responsible().sub(),
                                    draft.responsible().name()),
                    draft.plannedDate(),
                    newLines ? lines() : null);
        }

        private BigDecimal quantityOf(Product product) {
            if (goods == null) {
                return draft.quantity() == null ? BigDecimal.ONE : draft.quantity();
            }
            BigDecimal returned = goods.quantityOf(product.id());
            if (returned.signum() == 0) {
                throw new RuleBroken(
                        RepairProblem.PRODUCT_NOT_RETURNED,
                        "%s does not have %s".formatted(goods.number(), product.name()));
            }
            if (draft.quantity() != null && draft.quantity().compareTo(returned) > 0) {
                throw new RuleBroken(
                        RepairProblem.QUANTITY_EXCEEDS_RETURN,
                        "%s has only %s of %s".formatted(goods.number(), returned.toPlainString(), product.name()));
            }
            return draft.quantity() == null ? returned : draft.quantity();
        }

        private List<PricedLine> lines() {
            return Stream.concat(
                            draft.allParts().stream().map(this::line),
                            draft.allOperations().stream().map(this::line))
                    .toList();
        }

        private PricedLine line(RepairDraft.Part part) {
            Product product = products.get(part.productId()).requireGoods();
            return line(
                    part.kind().lineKind(),
                    product,
                    product.name(),
                    part.quantity(),
                    part.unitPrice(),
                    orNone(part.taxIds()));
        }

        private PricedLine line(RepairDraft.Operation operation) {
            return line(
                    LineKind.OPERATION,
                    null,
                    operation.description(),
                    operation.quantity(),
                    operation.unitPrice(),
                    orNone(operation.taxIds()));
        }

        private PricedLine line(
                LineKind kind,
                Product product,
                String description,
                BigDecimal quantity,
                BigDecimal price,
                List<UUID> named) {
            List<UUID> taxIds = named.stream().distinct().toList();
            BigDecimal rate = taxIds.stream().map(id -> taxes.get(id).rate()).reduce(BigDecimal.ZERO, BigDecimal::add);
            return new PricedLine(
                    kind, product, description, quantity, price == null ? BigDecimal.ZERO : price, taxIds, rate);
        }
    }
}
