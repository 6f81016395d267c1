package io.aftersales.repair.order;

/** Why another service did not do what it was asked: the machine-readable name of the rule, and the reason in words. */
public record Refusal(String code, String detail) {}
