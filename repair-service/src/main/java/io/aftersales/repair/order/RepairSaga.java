package io.aftersales.repair.order;

import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.money.Decimals;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.work.Work;
import io.aftersales.repair.invoicing.CancelDraftInvoice;
import io.aftersales.repair.invoicing.DraftInvoice;
import io.aftersales.repair.invoicing.InvoiceTold;
import io.aftersales.repair.parts.ConsumeRepairParts;
import io.aftersales.repair.parts.Inventory;
import io.aftersales.repair.parts.PartsConsumed;
import io.aftersales.repair.parts.PartsRejected;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/**
 * What a repair order has to do with accounting and inventory, from the first question to the last answer: all of it is here.
 *
 * <p><b>The rules of the game.</b> Each question has an id of its own, which the answer bears. The order remembers the id of its
 * last question only, so an answer to an earlier one finds no order and has no effect. Questions and answers go through outbox
 * and inbox: none is lost and none counts twice. A service that is away answers when it is back; until then the order shows
 * {@code requested} and goes no further, but nothing else waits for it.
 *
 * <p><b>The invoice.</b> A user asks for it; accounting drafts it or says why not. A refused one can be asked for again, under a
 * new id and the next attempt, so that accounting never takes the one for the other. Accounting's events about the invoice may
 * come in any order, because they come on several topics: the highest {@code sequence} counts, and an invoice may be posted
 * before it is known to be drafted. An accountant may cancel the draft: then it can be asked for again.
 *
 * <p><b>The parts.</b> Finishing a repair asks inventory to move them, all or none. The order is repaired by inventory's answer,
 * not before. If something is missing, the order shows what, and a user asks again, has it moved all the same, or does without
 * it. Where there is no inventory nothing is moved, and the order says so.
 *
 * <p><b>Cancelling.</b> While an answer is still to come the order cannot be cancelled. A draft invoice is cancelled with it: the
 * order does not wait for that. Should an accountant have posted the invoice meanwhile, it stays posted and the order says so.
 */
@ApplicationScoped
class RepairSaga {

    private static final Refusal CANCELLED_BY_ACCOUNTING =
            new Refusal("document-cancelled", "The draft invoice was cancelled in accounting");

    private final Inventory inventory;

    RepairSaga(Inventory inventory) {
        this.inventory = inventory;
    }

    // The invoice

    /** A user asks for the invoice. */
    void askForInvoice(RepairOrder order, Requester by, Work work) {
        order.askForInvoice();
        work.send(DraftInvoice.TYPE, order.id(), draftInvoice(order, by));
        tell(order, work);
    }

    /** Accounting has drafted the invoice, or an accountant has edited the draft. */
    void invoiceIsDrafted(RepairOrder order, Incoming<InvoiceTold> told, Work work) {
        if (isNews(order, told)) {
            if (order.invoiceState() == InvoiceState.REQUESTED) {
                order.invoiceIsDrafted();
            }
            tell(order, work);
        }
    }

    /** An accountant has posted the invoice, whether or not the order was cancelled meanwhile. */
    void invoiceIsPosted(RepairOrder order, Incoming<InvoiceTold> told, Work work) {
        if (isNews(order, told)) {
            order.invoiceIsPosted(told.payload().number());
            tell(order, work);
        }
    }

    /** The draft was cancelled: because the order was, or by an accountant, and then it can be asked for again. */
    void invoiceIsCancelled(RepairOrder order, Incoming<InvoiceTold> told, Work work) {
        if (isNews(order, told)) {
            if (order.state() == RepairState.CANCELLED) {
                order.invoiceIsNoLongerNeeded();
            } else {
                order.invoiceIsRefused(CANCELLED_BY_ACCOUNTING);
            }
            tell(order, work);
        }
    }

    /** Accounting will not draft the invoice. It can be asked for again. */
    void invoiceIsRefused(RepairOrder order, Incoming<Rejection> refused, Work work) {
        if (order.invoiceState() == InvoiceState.REQUESTED) {
            order.invoiceIsRefused(refusal(refused.payload()));
            tell(order, work);
        }
    }

    /** Accounting will not cancel the draft, mostly because it was posted: what became of it is told by its own events. */
    void invoiceStays(RepairOrder order, Incoming<Rejection> refused, Work work) {
        order.invoiceStays(refusal(refused.payload()));
        tell(order, work);
    }

    // The parts

    /** A user says that the repair is done. */
    Uni<Void> finish(RepairOrder order, boolean force, Requester by, Work work) {
        order.refuseUnlessFinishable();
        if (!order.hasParts()) {
            order.partsAreNotNeeded();
            order.finish(Stamp.of(by));
            tell(order, work);
            return Uni.createFrom().voidItem();
        }
        return inventory
                .isInstalled()
                .invoke(installed -> {
                    if (installed) {
                        order.askForParts();
                        work.send(ConsumeRepairParts.TYPE, order.id(), consumeParts(order, force, by));
                    } else {
                        order.partsAreNotConsumed();
                        order.finish(Stamp.of(by));
                    }
                    tell(order, work);
                })
                .replaceWithVoid();
    }

    /** Inventory has moved the parts: the order is repaired. */
    void partsAreConsumed(RepairOrder order, Incoming<PartsConsumed> answer, Work work) {
        if (order.partsState() == PartsState.REQUESTED) {
            order.partsAreConsumed();
            order.finish(Stamp.of(answer.payload().requestedBy()));
            tell(order, work);
        }
    }

    /** Inventory has moved nothing. The order is under repair still, and says what is missing. */
    void partsAreRefused(RepairOrder order, Incoming<PartsRejected> answer, Work work) {
        if (order.partsState() == PartsState.REQUESTED) {
            PartsRejected refused = answer.payload();
            order.partsAreRefused(new Refusal(refused.code(), refused.detail()), shortfall(refused));
            tell(order, work);
        }
    }

    // Cancelling

    /** A user cancels the order: a draft invoice goes with it, a posted one stays. */
    void cancel(RepairOrder order, Requester by, Work work) {
        order.cancel(Stamp.of(by));
        if (order.invoiceState() == InvoiceState.DRAFTED) {
            work.send(CancelDraftInvoice.TYPE, order.id(), cancelDraftInvoice(order, by));
        }
        tell(order, work);
    }

    /** Tells everybody the order as it is. */
    void tell(RepairOrder order, Work work) {
        work.publish(order, RepairOrderEvent.CHANGED, () -> RepairOrderEvent.of(order));
    }

    private static boolean isNews(RepairOrder order, Incoming<InvoiceTold> told) {
        return order.hearOfInvoice(told.payload().invoiceId(), told.sequence());
    }

    private static Refusal refusal(Rejection rejection) {
        return new Refusal(rejection.code(), rejection.detail());
    }

    private static List<Shortfall> shortfall(PartsRejected refused) {
        return refused.shortfall() == null
                ? null
                : refused.shortfall().stream()
                        .map(missing -> new Shortfall(missing.productId(), missing.needed(), missing.available()))
                        .toList();
    }

    /** One line per added part and per operation, priced as they were quoted. */
    private static DraftInvoice draftInvoice(RepairOrder order, Requester by) {
        return new DraftInvoice(
                order.invoiceAskId(),
                order.ticketId(),
                order.id(),
                order.number(),
                order.invoiceAttempt(),
                order.customer().id(),
                order.customer().companyId(),
                by,
                order.currency(),
                order.quotationNotes(),
                order.lines().stream()
                        .filter(RepairLine::isInvoiced)
                        .map(line -> new DraftInvoice.Line(
                                line.product() == null ? null : line.product().id(),
                                line.description(),
                                Decimals.number(line.quantity()),
                                Decimals.unitPrice(order.chargedPrice(line), order.currency()),
                                line.taxIds(),
                                Decimals.number(line.taxRate())))
                        .toList());
    }

    private static CancelDraftInvoice cancelDraftInvoice(RepairOrder order, Requester by) {
        return new CancelDraftInvoice(
                order.invoiceAskId(),
                order.ticketId(),
                order.id(),
                order.number(),
                order.invoiceAttempt(),
                order.customer().id(),
                order.customer().companyId(),
                by);
    }

    private static ConsumeRepairParts consumeParts(RepairOrder order, boolean force, Requester by) {
        return new ConsumeRepairParts(
                order.partsAskId(),
                order.ticketId(),
                order.id(),
                order.number(),
                order.customer().id(),
                order.customer().companyId(),
                by,
                force,
                order.lines().stream()
                        .filter(RepairLine::isPart)
                        .map(line -> new ConsumeRepairParts.Part(
                                line.kind() == LineKind.ADD ? "add" : "remove",
                                line.product().id(),
                                Decimals.number(line.quantity())))
                        .toList());
    }
}
