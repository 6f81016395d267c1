package io.aftersales.loyalty;

import io.aftersales.platform.problem.ProblemCode;

/** The rules of loyalty that a request, a {@code generate-coupon} or a {@code send-coupon} may break. */
public enum LoyaltyProblem implements ProblemCode {
    UNKNOWN_CUSTOMER("unknown-customer", 422, "No such customer is known here"),
    UNKNOWN_COMPANY("unknown-company", 422, "The company's currency and time zone are not known here yet"),
    UNKNOWN_PROGRAM("unknown-program", 422, "There is no such coupon program"),
    PROGRAM_ARCHIVED("program-archived", 409, "An archived program gives no coupons"),
    PROGRAM_OUT_OF_PERIOD("program-out-of-period", 409, "The program gives coupons within its period only"),
    PROGRAM_HAS_COUPONS("program-has-coupons", 409, "A program that has coupons is archived, not deleted"),
    CURRENCY_MISMATCH("currency-mismatch", 422, "An amount is in another currency than the program or the coupon"),
    TOO_MANY_LINES("too-many-lines", 422, "An order has at most 1,000 lines"),
    UNKNOWN_COUPON("unknown-coupon", 422, "There is no such coupon"),
    COUPON_USED("coupon-used", 409, "The coupon was used for an order"),
    COUPON_CANCELLED("coupon-cancelled", 409, "The coupon was cancelled"),
    COUPON_EXPIRED("coupon-expired", 409, "The coupon's last day is over"),
    PROGRAM_CLOSED(
            "program-closed", 409, "The coupon's program is archived; its coupons wait until it is brought back"),
    OTHER_CUSTOMER("other-customer", 422, "The coupon belongs to a customer of another company"),
    MINIMUM_AMOUNT("minimum-amount", 422, "The order is worth less than the coupon asks for"),
    MINIMUM_QUANTITY("minimum-quantity", 422, "The order has fewer eligible products than the coupon asks for"),
    PRODUCT_MISSING("product-missing", 422, "No product that the reward is about is on the order"),
    MAIL_REFUSED("mail-refused", 422, "The mail server refused the mail for good");

    private final String code;
    private final int status;
    private final String meaning;

    LoyaltyProblem(String code, int status, String meaning) {
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
