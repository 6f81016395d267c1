package io.aftersales.repair.quotation;

import io.aftersales.platform.pdf.Figures;
import io.aftersales.repair.order.LineKind;
import io.aftersales.repair.order.RepairLine;

/** A line of a quotation on paper. */
record QuotationLine(String description, String quantity, String unitPrice, String tax, String net) {

    private static final String NOTHING = "–";

    static QuotationLine of(RepairLine line, boolean underWarranty, String currency) {
        boolean removed = line.kind() == LineKind.REMOVE;
        boolean charged = !removed && !underWarranty;
        return new QuotationLine(
                removed ? line.description() + " (taken out)" : line.description(),
                Figures.number(line.quantity()),
                removed ? NOTHING : Figures.price(line.unitPrice(), currency),
                charged && line.taxRate().signum() != 0 ? Figures.number(line.taxRate()) + "%" : NOTHING,
                removed ? NOTHING : Figures.money(line.amounts().net(), currency));
    }
}
