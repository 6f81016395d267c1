package io.aftersales.accounting.pdf;

import io.aftersales.accounting.creditnote.CreditNoteLine;
import io.aftersales.accounting.invoice.InvoiceLine;
import io.aftersales.platform.money.Amounts;
import io.aftersales.platform.pdf.Figures;

import java.math.BigDecimal;

/**
 * A line of a document on paper.
 *
 * @param discount per cent, or null for none
 * @param amounts to be summed by tax rate
 */
record SheetLine(
        String description,
        String quantity,
        String unitPrice,
        String discount,
        BigDecimal taxRate,
        Amounts amounts,
        String net) {

    static SheetLine of(InvoiceLine line, String currency) {
        return of(line, line.quantity(), line.unitPrice(), line.amounts(), currency);
    }

    static SheetLine of(CreditNoteLine line, String currency) {
        return of(line.invoiceLine(), line.quantity(), line.unitPrice(), line.amounts(), currency);
    }

    private static SheetLine of(
            InvoiceLine described, BigDecimal quantity, BigDecimal unitPrice, Amounts amounts, String currency) {
        return new SheetLine(
                described.description(),
                Figures.number(quantity),
                Figures.price(unitPrice, currency),
                described.discount().signum() == 0 ? null : Figures.number(described.discount()) + "%",
                described.taxRate().stripTrailingZeros(),
                amounts,
                Figures.money(amounts.net(), currency));
    }

    public String tax() {
        return taxRate.signum() == 0 ? "–" : Figures.number(taxRate) + "%";
    }
}
