package io.aftersales.repair.order;

import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.inbox.MessageHandlers;
import io.aftersales.repair.invoicing.InvoiceTold;
import io.aftersales.repair.parts.PartsConsumed;
import io.aftersales.repair.parts.PartsRejected;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.List;

/** Which answer is which step of the {@link RepairSaga}. */
@ApplicationScoped
class AnswerHandlers implements MessageHandlers {

    private final RepairOrders orders;
    private final RepairSaga saga;

    AnswerHandlers(RepairOrders orders, RepairSaga saga) {
        this.orders = orders;
        this.saga = saga;
    }

    @Override
    public Collection<MessageHandler<?>> all() {
        return List.of(
                new AnswerHandler<>(InvoiceTold.DRAFTED, orders, saga::invoiceIsDrafted),
                new AnswerHandler<>(InvoiceTold.POSTED, orders, saga::invoiceIsPosted),
                new AnswerHandler<>(InvoiceTold.CANCELLED, orders, saga::invoiceIsCancelled),
                new AnswerHandler<>(InvoiceTold.DRAFT_REJECTED, orders, saga::invoiceIsRefused),
                new AnswerHandler<>(InvoiceTold.CANCELLATION_REJECTED, orders, saga::invoiceStays),
                new AnswerHandler<>(PartsConsumed.TYPE, orders, saga::partsAreConsumed),
                new AnswerHandler<>(PartsRejected.TYPE, orders, saga::partsAreRefused));
    }
}
