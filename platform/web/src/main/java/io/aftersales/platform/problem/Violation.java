package io.aftersales.platform.problem;

/**
 * One field that breaks its rule.
 *
 * @param field path of the field in the request, such as {@code lines[2].quantity}
 * @param message what is wrong with it, for a person
 */
public record Violation(String field, String message) {}
