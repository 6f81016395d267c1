package io.aftersales.platform.mail;

import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;

/** What a service does once a mail of one kind is settled. Every bean of this type is found; a kind has at most one. */
public interface MailHandler {

    /** The {@link OutgoingMail#kind()} that it is for. */
    String kind();

    /**
     * Runs once every recipient's copy was accepted or refused for good, in the transaction in which the mail leaves the table:
     * its effect happens exactly once. A failure is tried again, later and later, for as long as it takes; nothing is sent again
     * for it.
     */
    Uni<Void> settled(SettledMail mail, Work work);
}
