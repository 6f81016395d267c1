package io.aftersales.repair;

import io.aftersales.platform.problem.ProblemCode;

/** The rules of repairs that a request or a {@code create-repair-order} may break. */
public enum RepairProblem implements ProblemCode {
    UNKNOWN_COMPANY("unknown-company", 422, "The company's currency and time zone are not known here yet"),
    UNKNOWN_CUSTOMER("unknown-customer", 422, "No such customer is known here"),
    UNKNOWN_PRODUCT("unknown-product", 422, "There is no such active product"),
    UNKNOWN_TAX("unknown-tax", 422, "There is no such active tax"),
    UNKNOWN_SALE_ORDER("unknown-sale-order", 422, "No such sale order is known here"),
    UNKNOWN_RETURN("unknown-return", 422, "No such return is known here"),
    PRODUCT_REQUIRED("product-required", 422, "It has to be said what is repaired"),
    NOT_GOODS("not-goods", 422, "Only goods are repaired and used as parts, no services"),
    FOREIGN_SALE_ORDER("foreign-sale-order", 422, "The sale order belongs to another company than the customer"),
    FOREIGN_RETURN("foreign-return", 422, "The return belongs to another company than the customer"),
    RETURN_CANCELLED("return-cancelled", 409, "The return was cancelled"),
    PRODUCT_NOT_RETURNED("product-not-returned", 422, "The return does not have this product"),
    QUANTITY_EXCEEDS_RETURN("quantity-exceeds-return", 422, "The return has less of the product"),
    WRONG_STATE("wrong-state", 409, "The state of the repair order does not allow this"),
    FIXED_AFTER_DRAFT(
            "fixed-after-draft", 409, "What is repaired and how it is invoiced is fixed once the order is confirmed"),
    LINES_FIXED("lines-fixed", 409, "Parts and operations are fixed from the moment that they are invoiced or moved"),
    INVOICE_NEEDED_FIRST(
            "invoice-needed-first", 409, "An order that is invoiced before is begun when its invoice is drafted"),
    INVOICE_REQUESTED("invoice-requested", 409, "The invoice was asked for, and the answer is still to come"),
    ALREADY_INVOICED("already-invoiced", 409, "The order has its invoice"),
    NO_INVOICE_NEEDED("no-invoice-needed", 409, "The order is not invoiced"),
    NOTHING_TO_INVOICE("nothing-to-invoice", 409, "The order has no added part and no operation"),
    PARTS_REQUESTED("parts-requested", 409, "Inventory was asked to move the parts, and the answer is still to come");

    private final String code;
    private final int status;
    private final String meaning;

    RepairProblem(String code, int status, String meaning) {
        this.code = code;
        this.status = status;
        this.meaning = meaning;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
