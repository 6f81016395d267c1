package io.aftersales.accounting.pdf;

import io.aftersales.platform.money.Amounts;
import io.aftersales.platform.pdf.Figures;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tax of all lines of one rate.
 *
 * @param base what it is levied on
 */
record TaxPart(String rate, String base, String tax) {

    /** By rate, the lowest first; lines without tax have no part. */
    static List<TaxPart> of(List<SheetLine> lines, String currency) {
        Map<BigDecimal, Amounts> byRate = new TreeMap<>(Comparator.naturalOrder());
        lines.forEach(line -> byRate.merge(line.taxRate(), line.amounts(), Amounts::plus));
        return byRate.entrySet().stream()
                .filter(part -> part.getKey().signum() != 0)
                .map(part -> new TaxPart(
                        Figures.number(part.getKey()) + "%",
                        Figures.money(part.getValue().net(), currency),
                        Figures.money(part.getValue().tax(), currency)))
                .toList();
    }
}
