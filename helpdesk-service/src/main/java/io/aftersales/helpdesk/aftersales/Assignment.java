package io.aftersales.helpdesk.aftersales;

import io.aftersales.platform.rest.Warning;

import java.util.List;

/**
 * What an accepted request comes to.
 *
 * @param instruction what the owner is told
 * @param wording how the chatter says that it was asked for
 * @param warnings reservations with which it is accepted
 */
public record Assignment(Instruction<?> instruction, String wording, List<Warning> warnings) {}
