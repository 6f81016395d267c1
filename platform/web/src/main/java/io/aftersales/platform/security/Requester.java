package io.aftersales.platform.security;

/**
 * Who asked for something, as it is kept in records and travels in commands.
 *
 * @param sub subject of the token, stable
 * @param name the name that the token gave at that moment
 */
public record Requester(String sub, String name) {}
