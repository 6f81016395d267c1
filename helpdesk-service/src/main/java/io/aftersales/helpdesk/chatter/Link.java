package io.aftersales.helpdesk.chatter;

import java.util.UUID;

/**
 * A document that a chatter entry tells about.
 *
 * @param number what a person calls it; absent while it has none
 */
public record Link(String type, UUID id, String number, String href) {}
