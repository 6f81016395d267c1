package io.aftersales.repair.quotation;

import io.aftersales.platform.pdf.Figures;
import io.aftersales.platform.pdf.Party;
import io.aftersales.repair.company.CompanySettings;
import io.aftersales.repair.order.RepairOrder;
import io.aftersales.repair.order.RepairState;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands on the paper of a quotation, written out for the customer; the repair notes do not.
 *
 * @param mark a word across the page of what is no valid document, or null
 * @param details label and text, beside the address
 * @param description what is to be done
 * @param notes for the customer; a paragraph each
 */
record Quotation(
        String title,
        String mark,
        Party from,
        Party to,
        List<Detail> details,
        String description,
        List<QuotationLine> lines,
        String net,
        List<QuotationTax> taxes,
        String total,
        boolean underWarranty,
        List<String> notes) {

    /** A label and what belongs to it. */
    record Detail(String label, String text) {}

    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance quotation(Quotation quotation);
    }

    static Quotation of(RepairOrder order, CompanySettings company) {
        String currency = order.currency();
        List<Detail> details = new ArrayList<>();
        add(details, "Date", Figures.date(company.dayOf(order.created().at())));
        add(details, "Product", order.product().name());
        add(details, "Serial number", order.serialNumber());
        add(details, "Quantity", Figures.number(order.quantity()));
        add(details, "Planned for", Figures.date(order.plannedDate()));
        return new Quotation(
                "Quotation " + order.number(),
                order.state() == RepairState.CANCELLED ? "CANCELLED" : null,
                new Party(company.name(), company.addressLines(), company.vatId()),
                new Party(
                        order.customer().name(),
                        order.customer().addressLines(),
                        order.customer().vatId()),
                details,
                order.description(),
                order.lines().stream()
                        .map(line -> QuotationLine.of(line, order.isUnderWarranty(), currency))
                        .toList(),
                Figures.money(order.amounts().net(), currency),
                QuotationTax.of(order.lines(), currency),
                Figures.money(order.total(), currency),
                order.isUnderWarranty(),
                order.quotationNotes() == null
                        ? List.of()
                        : order.quotationNotes().lines().toList());
    }

    /** XHTML, to be laid out. */
    String page() {
        return Templates.quotation(this).render();
    }

    private static void add(List<Detail> details, String label, String text) {
        if (text != null) {
            details.add(new Detail(label, text));
        }
    }
}
