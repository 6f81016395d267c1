package io.aftersales.helpdesk.aftersales;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.work.Work;

import java.util.UUID;

/**
 * What the owner of a service is told to do.
 *
 * @param key the aggregate that the command is about; the ticket when it makes something new
 */
public record Instruction<C extends Command>(MessageType<C> type, UUID key, C payload) {

    void send(Work work) {
        work.send(type, key, payload);
    }
}
