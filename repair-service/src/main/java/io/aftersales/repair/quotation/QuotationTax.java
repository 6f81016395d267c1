package io.aftersales.repair.quotation;

import io.aftersales.platform.money.Amounts;
import io.aftersales.platform.pdf.Figures;
import io.aftersales.repair.order.RepairLine;

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
record QuotationTax(String rate, String base, String tax) {

    /** By rate, the lowest first; what is charged without tax has no part. */
    static List<QuotationTax> of(List<RepairLine> lines, String currency) {
        Map<BigDecimal, Amounts> byRate = new TreeMap<>(Comparator.naturalOrder());
        lines.stream()
                .filter(line -> !line.amounts().isZero())
                .forEach(line -> byRate.merge(line.taxRate().stripTrailingZeros(), line.amounts(), Amounts::plus));
        return byRate.entrySet().stream()
                .filter(part -> part.getKey().signum() != 0)
                .map(part -> new QuotationTax(
                        Figures.number(part.getKey()) + "%",
                        Figures.money(part.getValue().net(), currency),
                        Figures.money(part.getValue().tax(), currency)))
                .toList();
    }
}
