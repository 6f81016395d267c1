package io.aftersales.repair.order;

import io.aftersales.platform.security.Requester;
import io.aftersales.repair.reference.Customer;
import io.aftersales.repair.reference.Product;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What is written onto a repair order, with everything that it names looked up.
 *
 * @param lines null where they stay as they are
 */
record RepairTerms(
        Subject subject,
        String serialNumber,
        String description,
        boolean underWarranty,
        String repairNotes,
        String quotationNotes,
        Requester responsible,
        LocalDate plannedDate,
        List<PricedLine> lines) {

    /** What is repaired, for whom and how it is invoiced: fixed once the order is confirmed. */
    record Subject(
            Customer customer,
            Product product,
            BigDecimal quantity,
            UUID saleOrderId,
            UUID returnId,
            InvoiceMethod invoiceMethod) {

        boolean isSameAs(Subject other) {
            return customer.id().equals(other.customer.id())
                    && product.id().equals(other.product.id())
                    && quantity.compareTo(other.quantity) == 0
                    && Objects.equals(saleOrderId, other.saleOrderId)
                    && Objects.equals(returnId, other.returnId)
                    && invoiceMethod == other.invoiceMethod;
        }
    }
}
