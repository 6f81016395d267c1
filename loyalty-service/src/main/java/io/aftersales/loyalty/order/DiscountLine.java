package io.aftersales.loyalty.order;

/**
 * What a coupon takes off what an order has of one tax.
 *
 * @param amounts negative
 */
public record DiscountLine(Tax tax, Amounts amounts) {}
