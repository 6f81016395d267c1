package io.aftersales.inventory.delivery;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.inventory.customer.Customers;
import io.aftersales.inventory.product.ProductKind;
import io.aftersales.inventory.product.Products;
import io.aftersales.inventory.saleorder.SaleOrder;
import io.aftersales.inventory.saleorder.SaleOrderLine;
import io.aftersales.inventory.saleorder.SaleOrders;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.problem.RuleBroken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes drafts of what users ask for: finds the customer, the products and the sale order. */
@ApplicationScoped
class DeliveryDrafting {

    private final Customers customers;
    private final Products products;
    private final SaleOrders saleOrders;

    DeliveryDrafting(Customers customers, Products products, SaleOrders saleOrders) {
        this.customers = customers;
        this.products = products;
        this.saleOrders = saleOrders;
    }

    /**
     * A draft that is not stored yet.
     *
     * @throws RuleBroken for an unknown customer, product, sale order or line of it, a service, or nothing to deliver
     */
    Uni<Delivery> draft(DeliveryForm form, Stamp by) {
        return form.saleOrderId() == null
                ? forCustomer(form, by)
                : saleOrders.get(form.saleOrderId()).map(order -> forOrder(order, form, by));
    }

    private Uni<Delivery> forCustomer(DeliveryForm form, Stamp by) {
        return products.get(
                        form.lines().stream().map(DeliveryForm.Line::productId).toList())
                .chain(found -> customers
                        .get(form.customerId())
                        .map(customer -> new Delivery(customer, null, form.externalReference(), by))
                        .invoke(draft -> form.lines()
                                .forEach(line -> draft.add(found.get(line.productId()), null, line.quantity()))));
    }

    private static Delivery forOrder(SaleOrder order, DeliveryForm form, Stamp by) {
        Delivery draft = new Delivery(order.customer(), order, form.externalReference(), by);
        if (form.lines() == null) {
            order.lines().stream()
                    .filter(line -> line.product().kind() == ProductKind.GOODS)
                    .filter(line -> line.undelivered().signum() > 0)
                    .forEach(line -> draft.add(line.product(), line, line.undelivered()));
        } else {
            form.lines().forEach(asked -> {
                SaleOrderLine line = order.line(asked.saleOrderLineId());
                draft.add(line.product(), line, asked.quantity());
            });
        }
        if (draft.lines().isEmpty()) {
            throw new RuleBroken(
                    InventoryProblem.NOTHING_TO_DELIVER, order.number() + " has nothing that is not delivered");
        }
        return draft;
    }
}
