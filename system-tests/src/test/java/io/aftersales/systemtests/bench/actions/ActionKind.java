package io.aftersales.systemtests.bench.actions;

import java.util.List;

/** One of the things that can be asked from a ticket, as the benchmark asks for it. */
public interface ActionKind {

    /** As the table calls it. */
    String name();

    /** The kind of the smart button that appears when it is done. */
    String button();

    /** Enters all that so many requests need: each has a ticket of its own, and none will be refused. */
    List<Request> prepare(int count);

    /**
     * @param collection below the ticket's path, such as {@code refunds}
     * @param body JSON
     */
    record Request(String ticketId, String collection, String body) {

        String path() {
            return "tickets/" + ticketId + "/" + collection;
        }
    }
}
