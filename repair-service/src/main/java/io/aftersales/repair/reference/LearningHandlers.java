package io.aftersales.repair.reference;

import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.inbox.MessageHandlers;
import io.aftersales.platform.reference.LearningHandler;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.List;

/** All that repair orders name and other services own. */
@ApplicationScoped
class LearningHandlers implements MessageHandlers {

    @Override
    public Collection<MessageHandler<?>> all() {
        return List.of(
                new LearningHandler<>(CustomerChanged.TYPE, Customer.class, Customer::new, CustomerChanged::customerId),
                new LearningHandler<>(ProductChanged.TYPE, Product.class, Product::new, ProductChanged::productId),
                new LearningHandler<>(TaxChanged.TYPE, Tax.class, Tax::new, TaxChanged::taxId),
                new LearningHandler<>(
                        SaleOrderChanged.TYPE, SaleOrder.class, SaleOrder::new, SaleOrderChanged::saleOrderId),
                new LearningHandler<>(ReturnTold.CREATED, GoodsReturn.class, GoodsReturn::new, ReturnTold::returnId),
                new LearningHandler<>(ReturnTold.RECEIVED, GoodsReturn.class, GoodsReturn::new, ReturnTold::returnId),
                new LearningHandler<>(ReturnTold.CANCELLED, GoodsReturn.class, GoodsReturn::new, ReturnTold::returnId));
    }
}
