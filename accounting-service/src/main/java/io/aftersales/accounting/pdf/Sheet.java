package io.aftersales.accounting.pdf;

import io.aftersales.accounting.company.CompanySettings;
import io.aftersales.accounting.creditnote.CreditNote;
import io.aftersales.accounting.creditnote.CreditNoteState;
import io.aftersales.accounting.customer.Address;
import io.aftersales.accounting.customer.Customer;
import io.aftersales.accounting.invoice.BillTo;
import io.aftersales.accounting.invoice.Invoice;
import io.aftersales.accounting.invoice.InvoiceState;
import io.aftersales.platform.pdf.Figures;
import io.aftersales.platform.pdf.Party;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands on the paper of an invoice or a credit note, written out for the reader: our company as it is now, the customer as it
 * was at posting, and the figures as they are stored.
 *
 * @param title such as {@code Invoice INV/2026/00001}
 * @param subtitle one more sentence about it, or null
 * @param mark a word across the page of what is no valid document, or null
 * @param to null on a draft without customer
 * @param details label and text, beside the address
 * @param settled what came in or was credited, and what is due; empty on drafts
 * @param notes for the customer; a paragraph each
 */
record Sheet(
        String title,
        String subtitle,
        String mark,
        Party from,
        Party to,
        List<Detail> details,
        List<SheetLine> lines,
        String net,
        List<TaxPart> taxes,
        String total,
        List<Detail> settled,
        List<String> notes) {

    private static final String DRAFT = "DRAFT";
    private static final String CANCELLED = "CANCELLED";

    /** A label and what belongs to it. */
    record Detail(String label, String text) {}

    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance sheet(Sheet sheet);
    }

    static Sheet of(Invoice invoice, CompanySettings company) {
        String currency = invoice.currency();
        boolean posted = invoice.state() == InvoiceState.POSTED;
        List<Detail> details = new ArrayList<>();
        add(details, "Invoice date", Figures.date(invoice.date()));
        add(details, "Due date", Figures.date(invoice.dueDate()));
        add(details, "Your reference", invoice.externalReference());
        add(details, "Origin", invoice.origin());
        List<SheetLine> lines = invoice.lines().stream()
                .map(line -> SheetLine.of(line, currency))
                .toList();
        List<Detail> settled = new ArrayList<>();
        if (posted) {
            BigDecimal paid = invoice.total().subtract(invoice.residual());
            if (paid.signum() != 0) {
                add(settled, "Paid or credited", Figures.money(paid.negate(), currency));
            }
            add(settled, "Amount due", Figures.money(invoice.residual(), currency));
        }
        return new Sheet(
                posted ? "Invoice " + invoice.number() : "Draft invoice",
                null,
                mark(invoice.state() == InvoiceState.DRAFT, invoice.state() == InvoiceState.CANCELLED),
                partyOf(company),
                partyOf(invoice),
                details,
                lines,
                Figures.money(invoice.amounts().net(), currency),
                TaxPart.of(lines, currency),
                Figures.money(invoice.total(), currency),
                settled,
                invoice.notes() == null ? List.of() : invoice.notes().lines().toList());
    }

    static Sheet of(CreditNote note, CompanySettings company) {
        String currency = note.currency();
        boolean posted = note.state() == CreditNoteState.POSTED;
        List<Detail> details = new ArrayList<>();
        add(details, "Credit note date", Figures.date(note.date()));
        add(details, "Credits invoice", note.invoice().number());
        add(details, "Invoice date", Figures.date(note.invoice().date()));
        List<SheetLine> lines =
                note.lines().stream().map(line -> SheetLine.of(line, currency)).toList();
        List<Detail> settled = new ArrayList<>();
        if (posted && note.residual().signum() > 0) {
            add(
                    settled,
                    "Set against invoices or paid out",
                    Figures.money(note.total().subtract(note.residual()), currency));
            add(settled, "Credit left", Figures.money(note.residual(), currency));
        }
        return new Sheet(
                posted ? "Credit note " + note.number() : "Draft credit note",
                note.reference(),
                mark(note.state() == CreditNoteState.DRAFT, note.state() == CreditNoteState.CANCELLED),
                partyOf(company),
                partyOf(note.invoice()),
                details,
                lines,
                Figures.money(note.amounts().net(), currency),
                TaxPart.of(lines, currency),
                Figures.money(note.total(), currency),
                settled,
                List.of());
    }

    /** XHTML, to be laid out. */
    String page() {
        return Templates.sheet(this).render();
    }

    public boolean hasDiscount() {
        return lines.stream().anyMatch(line -> line.discount() != null);
    }

    private static String mark(boolean draft, boolean cancelled) {
        return draft ? DRAFT : cancelled ? CANCELLED : null;
    }

    private static void add(List<Detail> details, String label, String text) {
        if (text != null) {
            details.add(new Detail(label, text));
        }
    }

    private static Party partyOf(CompanySettings company) {
        return party(company.name(), company.address(), company.vatId());
    }

    /** A draft shows the customer as it is now. */
    private static Party partyOf(Invoice invoice) {
        BillTo posted = invoice.billTo();
        if (posted != null) {
            return party(posted.name(), posted.address(), posted.vatId());
        }
        Customer customer = invoice.customer();
        return customer == null ? null : party(customer.name(), customer.address(), customer.vatId());
    }

    private static Party party(String name, Address address, String vatId) {
        return address == null
                ? new Party(name, List.of(), vatId)
                : Party.of(
                        name,
                        address.street(),
                        address.street2(),
                        address.zip(),
                        address.city(),
                        address.country(),
                        vatId);
    }
}
