package io.aftersales.helpdesk.ticket;

/**
 * An event of a ticket's stream.
 *
 * @param name what kind of event it is; null for a comment, which front ends do not see
 * @param place in the ticket's stream up to which everything has been sent with this event; null while there is more to send
 * @param data what is sent as JSON; the text of a comment
 */
record TicketEvent(String name, Long place, Object data) {

    /** Why a stream has come to its end. */
    record End(String code) {}

    static TicketEvent of(String name, Object data) {
        return new TicketEvent(name, null, data);
    }

    static TicketEvent comment(String text) {
        return new TicketEvent(null, null, text);
    }

    static TicketEvent end(String code) {
        return new TicketEvent("end", null, new End(code));
    }
}
