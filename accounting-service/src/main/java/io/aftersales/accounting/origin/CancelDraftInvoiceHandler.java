package io.aftersales.accounting.origin;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.invoice.InvoiceEvent;
import io.aftersales.accounting.invoice.Invoices;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.inbox.CommandHandler;
import io.aftersales.platform.inbox.CommandValidation;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Cancels the draft invoice of another service's document. Where there is none yet, the ask is on its way behind: it is remembered
 * that it was taken back, so that no invoice is left that nobody wants.
 */
@Singleton
class CancelDraftInvoiceHandler extends CommandHandler<CancelDraftInvoice> {

    static final MessageType<Rejection> REJECTED = MessageType.of("invoice-cancellation-rejected", Rejection.class);

    private final InvoiceOrigins origins;
    private final Invoices invoices;
    private final CommandValidation validation;

    CancelDraftInvoiceHandler(InvoiceOrigins origins, Invoices invoices, CommandValidation validation) {
        super(CancelDraftInvoice.TYPE, REJECTED);
        this.origins = origins;
        this.invoices = invoices;
        this.validation = validation;
    }

    @Override
    public SharedLock<? super CancelDraftInvoice> sharedLock() {
        return origins.lock();
    }

    @Override
    protected Uni<Void> execute(Incoming<CancelDraftInvoice> message, Work work) {
        CancelDraftInvoice command = message.payload();
        validation.refuseMalformed(command);
        return origins.of(command).chain(origin -> {
            if (origin.invoiceId() == null) {
                origin.cancel();
                work.answer(REJECTED, command.actionId(), nothingToCancel(command));
                return Uni.createFrom().voidItem();
            }
            return invoices.find(origin.invoiceId())
                    .invoke(invoice -> {
                        invoice.cancel(Stamp.of(command.requestedBy()));
                        origin.cancel();
                        work.publish(invoice, InvoiceEvent.CANCELLED, () -> InvoiceEvent.of(invoice));
                    })
                    .replaceWithVoid();
        });
    }

    private static Rejection nothingToCancel(CancelDraftInvoice command) {
        return new Rejection(
                command.actionId(),
                command.ticketId(),
                AccountingProblem.NO_DRAFT_INVOICE.code(),
                "There is no invoice yet, and there will be none");
    }
}
