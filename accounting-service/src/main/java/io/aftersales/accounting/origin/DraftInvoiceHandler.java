package io.aftersales.accounting.origin;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.company.Company;
import io.aftersales.accounting.company.CompanySettings;
import io.aftersales.accounting.customer.Customer;
import io.aftersales.accounting.customer.Customers;
import io.aftersales.accounting.invoice.Invoice;
import io.aftersales.accounting.invoice.InvoiceEvent;
import io.aftersales.accounting.invoice.Invoices;
import io.aftersales.accounting.invoice.PricedLine;
import io.aftersales.accounting.tax.Taxes;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.inbox.CommandHandler;
import io.aftersales.platform.inbox.CommandValidation;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.NotKnownYet;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

import java.math.BigDecimal;
import java.util.List;

/**
 * Drafts the invoice of another service's document, as it was quoted there. Once for each origin and attempt: a repeat is told of
 * the same invoice again, and one that was taken back before is refused.
 */
@Singleton
class DraftInvoiceHandler extends CommandHandler<DraftInvoice> {

    static final MessageType<Rejection> REJECTED = MessageType.of("invoice-draft-rejected", Rejection.class);

    private final InvoiceOrigins origins;
    private final Invoices invoices;
    private final Customers customers;
    private final Taxes taxes;
    private final Company company;
    private final CommandValidation validation;

    DraftInvoiceHandler(
            InvoiceOrigins origins,
            Invoices invoices,
            Customers customers,
            Taxes taxes,
            Company company,
            CommandValidation validation) {
        super(DraftInvoice.TYPE, REJECTED);
        this.origins = origins;
        this.invoices = invoices;
        this.customers = customers;
        this.taxes = taxes;
        this.company = company;
        this.validation = validation;
    }

    @Override
    public SharedLock<? super DraftInvoice> sharedLock() {
        return origins.lock();
    }

    @Override
    protected Uni<Void> execute(Incoming<DraftInvoice> message, Work work) {
        DraftInvoice command = message.payload();
        validation.refuseMalformed(command);
        return origins.of(command).chain(origin -> {
            if (origin.invoiceId() != null) {
                return tellAgain(origin, work);
            }
            if (origin.isCancelled()) {
                throw new RuleBroken(
                        AccountingProblem.ORIGIN_CANCELLED, "The ask of " + command.origin() + " was taken back");
            }
            return draft(command).chain(invoice -> {
                origin.draft(invoice.id());
                // Told as it is now: its cancellation may be part of the same batch.
                InvoiceEvent drafted = InvoiceEvent.of(invoice);
                work.publish(invoice, InvoiceEvent.DRAFTED, () -> drafted);
                return Panache.getSession().chain(session -> session.persist(invoice));
            });
        });
    }

    private Uni<Void> tellAgain(InvoiceOrigin origin, Work work) {
        return invoices.find(origin.invoiceId())
                .invoke(invoice ->
                        work.republish(invoice, InvoiceEvent.typeOf(invoice.state()), InvoiceEvent.of(invoice)))
                .replaceWithVoid();
    }

    private Uni<Invoice> draft(DraftInvoice command) {
        return customers
                .find(command.customerId())
                .onItem()
                .ifNull()
                .failWith(() -> new NotKnownYet(
                        AccountingProblem.UNKNOWN_CUSTOMER, "No customer " + command.customerId() + " is known here"))
                .call(customer -> taxes.refuseNeverKnown(command.lines().stream()
                        .flatMap(line -> line.taxes().stream())
                        .toList()))
                .chain(customer -> company.settings().map(settings -> draft(command, customer, settings)));
    }

    private static Invoice draft(DraftInvoice command, Customer customer, CompanySettings settings) {
        if (!settings.currency().equals(command.currency())) {
            throw new RuleBroken(AccountingProblem.CURRENCY_MISMATCH, "Invoices are in " + settings.currency());
        }
        List<PricedLine> lines = command.lines().stream()
                .map(line -> new PricedLine(
                        line.productId(),
                        line.description(),
                        line.quantity(),
                        line.unitPrice(),
                        BigDecimal.ZERO,
                        line.taxes(),
                        line.taxRate()))
                .toList();
        return Invoice.ofOrigin(
                new Invoice.Origin(command.origin(), command.ticketId(), command.actionId(), command.notes()),
                customer,
                settings.currency(),
                lines,
                Stamp.of(command.requestedBy()));
    }
}
