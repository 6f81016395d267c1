package io.aftersales.inventory;

import io.aftersales.platform.problem.ProblemCode;

/** The rules of inventory that a request or a {@code create-return} may break. */
public enum InventoryProblem implements ProblemCode {
    UNKNOWN_CUSTOMER("unknown-customer", 422, "No such customer is known here"),
    UNKNOWN_COMPANY("unknown-company", 422, "The company's time zone is not known here yet"),
    UNKNOWN_PRODUCT("unknown-product", 422, "There is no such active product"),
    UNKNOWN_LOCATION("unknown-location", 422, "There is no such location of our own stock"),
    UNKNOWN_SALE_ORDER("unknown-sale-order", 422, "There is no such sale order"),
    UNKNOWN_SALE_ORDER_LINE("unknown-sale-order-line", 422, "The sale order has no such line"),
    UNKNOWN_DELIVERY("unknown-delivery", 422, "There is no such delivery"),
    UNKNOWN_DELIVERY_LINE("unknown-delivery-line", 422, "The delivery has no such line"),
    UNKNOWN_RETURN_LINE("unknown-return-line", 422, "The return has no such line"),
    SKU_TAKEN("sku-taken", 409, "Another product has this SKU"),
    LOCATION_NAME_TAKEN("location-name-taken", 409, "Another location has this name"),
    EXTERNAL_REFERENCE_TAKEN("external-reference-taken", 409, "Another record has this external reference"),
    PRODUCT_KIND_FIXED("product-kind-fixed", 409, "Kind and tracking of a product stay what they are"),
    NOT_GOODS("not-goods", 422, "A service is neither stored nor delivered nor returned"),
    DATE_IN_FUTURE("date-in-future", 422, "Goods move today or did so before, not on a day to come"),
    DUPLICATE_DELIVERY_LINE("duplicate-delivery-line", 422, "A line of the delivery is named twice"),
    DUPLICATE_RETURN_LINE("duplicate-return-line", 422, "A line of the return is named twice"),
    NEGATIVE_QUANTITY("negative-quantity", 422, "A quantity cannot be less than zero"),
    FRACTIONAL_QUANTITY("fractional-quantity", 422, "A product tracked by serial number comes in whole pieces"),
    INSUFFICIENT_STOCK("insufficient-stock", 409, "Less is available than is asked for"),
    DELIVERY_NOT_DRAFT("delivery-not-draft", 409, "The delivery is no draft any more"),
    DELIVERY_NOT_READY("delivery-not-ready", 409, "Only a delivery that is ready can be validated"),
    DELIVERY_NOT_DONE("delivery-not-done", 409, "Only a delivery that is done can be returned"),
    DELIVERY_FINAL("delivery-final", 409, "A delivery that is done or cancelled never changes"),
    NOTHING_TO_DELIVER("nothing-to-deliver", 422, "The quantities are zero overall"),
    MORE_THAN_RESERVED("more-than-reserved", 422, "More would be delivered than the delivery holds"),
    FOREIGN_DELIVERY("foreign-delivery", 422, "The delivery belongs to another company than the customer"),
    NOTHING_LEFT_TO_RETURN("nothing-left-to-return", 409, "Returns have taken all of the delivery already"),
    NOTHING_TO_RETURN("nothing-to-return", 422, "The quantities are zero overall"),
    MORE_THAN_RETURNABLE("more-than-returnable", 422, "More would be returned than was delivered and not yet returned"),
    RETURN_NOT_READY("return-not-ready", 409, "The return is done or cancelled already"),
    MORE_THAN_ANNOUNCED("more-than-announced", 422, "More would come back than the return announced"),
    SERIAL_NUMBERS_REQUIRED("serial-numbers-required", 422, "The serial numbers have to be named"),
    SERIAL_NUMBERS_UNEXPECTED("serial-numbers-unexpected", 422, "The product is not tracked by serial number"),
    SERIAL_NUMBER_COUNT("serial-number-count", 422, "There are not as many serial numbers as pieces"),
    DUPLICATE_SERIAL_NUMBER("duplicate-serial-number", 422, "A serial number is named twice"),
    SERIAL_NOT_IN_STOCK("serial-not-in-stock", 422, "There is no piece with this serial number in stock"),
    SERIAL_NOT_DELIVERED("serial-not-delivered", 422, "The delivery did not bring this serial number"),
    SERIAL_ALREADY_RETURNED("serial-already-returned", 409, "A return has this serial number already"),
    SERIAL_NOT_ANNOUNCED("serial-not-announced", 422, "The return did not announce this serial number"),
    SERIAL_NUMBER_TAKEN("serial-number-taken", 409, "There is a piece with this serial number already");

    private final String code;
    private final int status;
    private final String meaning;

    InventoryProblem(String code, int status, String meaning) {
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
