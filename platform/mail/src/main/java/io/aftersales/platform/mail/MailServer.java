package io.aftersales.platform.mail;

import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.stream.Stream;

/** The mail server as we use it: one copy, one SMTP transaction, one answer. */
@ApplicationScoped
class MailServer {

    enum Verdict {
        /** The server has taken it over. */
        ACCEPTED,
        /** This copy will never be taken. */
        REFUSED,
        /** This copy is not taken at the moment. */
        PUT_OFF,
        /** Nothing is taken at the moment: not reached, not let in, or too busy. */
        AWAY
    }

    /**
     * @param words why; empty for an accepted copy
     */
    record Answer(Verdict verdict, String words) {}

    private static final Answer ACCEPTED = new Answer(Verdict.ACCEPTED, "");
    private static final int CLOSING = 421;

    private final ReactiveMailer mailer;
    private final MailConfig config;

    MailServer(ReactiveMailer mailer, MailConfig config) {
        this.mailer = mailer;
        this.config = config;
    }

    /** Blocks until the server has answered, for {@link MailConfig#handOverTimeout()} at most. */
    Answer handOver(WaitingCopy copy) {
        return mailer.send(copy.message(config.domain()))
                .replaceWith(ACCEPTED)
                .ifNoItem()
                .after(config.handOverTimeout())
                .recoverWithItem(() -> new Answer(Verdict.AWAY, "no answer within " + config.handOverTimeout()))
                .onFailure()
                .recoverWithItem(MailServer::answerOf)
                .await()
                .indefinitely();
    }

    private static Answer answerOf(Throwable failure) {
        String words = String.valueOf(failure.getMessage());
        if (failure instanceof SMTPException reply && isAboutTheCopy(reply)) {
            return new Answer(reply.isPermanent() ? Verdict.REFUSED : Verdict.PUT_OFF, words(reply));
        }
        // What the client itself will not send: no address, or larger than the server said that it takes.
        boolean never =
                failure instanceof IllegalArgumentException || words.equals("message exceeds allowed size limit");
        return new Answer(never ? Verdict.REFUSED : Verdict.AWAY, words);
    }

    /**
     * A refusal of the recipient or of the content. One of our login or of our sender says nothing about the mail: that is for
     * an operator to mend, and the mail waits. Only the client's words tell them apart.
     */
    private static boolean isAboutTheCopy(SMTPException reply) {
        return reply.getReplyCode() != CLOSING
                && Stream.of("recipient address not accepted", "DATA command not accepted", "sending data failed")
                        .anyMatch(String.valueOf(reply.getMessage())::startsWith);
    }

    private static String words(SMTPException reply) {
        return String.join(" ", reply.getReplyMessages());
    }
}
