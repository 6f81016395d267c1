package io.aftersales.helpdesk.chatter;

import io.aftersales.helpdesk.ticket.Tickets;
import io.aftersales.platform.mail.MailHandler;
import io.aftersales.platform.mail.SettledMail;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.stream.Collectors;

/** The chatter tells staff whom a comment could not be mailed to. */
@ApplicationScoped
class UndeliveredComments implements MailHandler {

    private static final int LONGEST_REPLY = 500;

    private final Tickets tickets;
    private final Chatter chatter;

    UndeliveredComments(Tickets tickets, Chatter chatter) {
        this.tickets = tickets;
        this.chatter = chatter;
    }

    @Override
    public String kind() {
        return CommentMails.KIND;
    }

    @Override
    public Uni<Void> settled(SettledMail mail, Work work) {
        if (mail.refused().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tickets.lockByItself(mail.subjectId())
                .invoke(ticket -> {
                    String text = mail.refused().stream()
                            .map(UndeliveredComments::line)
                            .collect(Collectors.joining("\n"));
                    chatter.record(ticket, "helpdesk", text, List.of(), work);
                    ticket.tellChanged(work);
                })
                .replaceWithVoid();
    }

    private static String line(SettledMail.Refusal refusal) {
        return "A comment could not be mailed to " + refusal.address() + ": "
                + Message.shortened(refusal.reply(), LONGEST_REPLY);
    }
}
