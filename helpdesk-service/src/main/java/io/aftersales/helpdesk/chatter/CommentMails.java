package io.aftersales.helpdesk.chatter;

import io.aftersales.helpdesk.ticket.Audience;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.mail.MailOutbox;
import io.aftersales.platform.mail.OutgoingMail;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Mails of comments to the {@link Audience} of a ticket, as one thread for each ticket. The caller, who wrote it, gets none: not
 * as a follower, nor at an address of its own that somebody else or nobody in particular follows by.
 */
@ApplicationScoped
class CommentMails {

    static final String KIND = "comment";

    /** Where a contact, or a user, is written to. */
    private static final String STORED_ADDRESSES = """
            select email from customer where id = cast(?1 as uuid) and email is not null
            union all
            select email from staff where sub = ?2 and email is not null""";

    private final MailOutbox mails;
    private final Caller caller;
    private final Template text;
    private final Template html;

    CommentMails(
            MailOutbox mails,
            Caller caller,
            @Location("mail/comment.txt") Template text,
            @Location("mail/comment.html") Template html) {
        this.mails = mails;
        this.caller = caller;
        this.text = text;
        this.html = html;
    }

    /** Writes the mail with the caller's comment, in the comment's transaction; none if nobody is to read it. */
    Uni<Void> send(Ticket ticket, MessageView comment, Work work) {
        return ownAddresses()
                .chain(own -> Audience.of(ticket).map(followers -> readers(followers, own)))
                .chain(readers ->
                        readers.isEmpty() ? Uni.createFrom().voidItem() : write(ticket, comment, readers, work));
    }

    private List<String> readers(Audience followers, Set<String> own) {
        return followers.without(this::isCaller).addresses(List.of()).stream()
                .filter(address -> !own.contains(address))
                .toList();
    }

    private boolean isCaller(Audience.Reader reader) {
        return caller.subject().equals(reader.sub())
                || caller.customerId()
                        .filter(own -> own.equals(reader.customerId()))
                        .isPresent();
    }

    /** The caller's, in any case: what is stored of it, and what its token says, which may differ. */
    private Uni<Set<String>> ownAddresses() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(STORED_ADDRESSES, String.class)
                        .setParameter(1, caller.customerId().orElse(null))
                        .setParameter(2, caller.subject())
                        .getResultList())
                .map(stored -> {
                    Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
                    own.addAll(stored);
                    caller.email().ifPresent(own::add);
                    return own;
                });
    }

    private Uni<Void> write(Ticket ticket, MessageView comment, List<String> readers, Work work) {
        String subject = "[" + ticket.number() + "] " + ticket.subject();
        return rendered(text, ticket, comment)
                .chain(plain -> rendered(html, ticket, comment)
                        .invoke(page -> mails.write(
                                work, new OutgoingMail(KIND, ticket.id(), readers, subject, plain, page, ticket.id()))))
                .replaceWithVoid();
    }

    private static Uni<String> rendered(Template template, Ticket ticket, MessageView comment) {
        return template.data("number", ticket.number())
                .data("subject", ticket.subject())
                .data("author", comment.author().name())
                .data("body", comment.body())
                .createUni();
    }
}
