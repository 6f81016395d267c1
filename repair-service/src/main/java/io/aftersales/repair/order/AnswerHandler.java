package io.aftersales.repair.order;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.inbox.MessageHandler;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;

/** Hands an answer to the order that asked; one that nobody waits for has no effect. */
final class AnswerHandler<T extends OfAction> implements MessageHandler<T> {

    /** What an answer means to the order. */
    @FunctionalInterface
    interface Step<T> {
        void take(RepairOrder order, Incoming<T> answer, Work work);
    }

    private final MessageType<T> type;
    private final RepairOrders orders;
    private final Step<T> step;

    AnswerHandler(MessageType<T> type, RepairOrders orders, Step<T> step) {
        this.type = type;
        this.orders = orders;
        this.step = step;
    }

    @Override
    public MessageType<T> type() {
        return type;
    }

    @Override
    public SharedLock<? super T> sharedLock() {
        return orders.byAsk();
    }

    @Override
    public Uni<Void> handle(Incoming<T> answer, Work work) {
        return orders.thatAsked(answer.payload().actionId())
                .onItem()
                .ifNotNull()
                .invoke(order -> step.take(order, answer, work))
                .replaceWithVoid();
    }
}
