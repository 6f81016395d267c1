package io.aftersales.platform.mail;

import io.aftersales.platform.work.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** The tests' business: letters that are sent by mail. */
@ApplicationScoped
class Letters {

    private final Transactions transactions;
    private final MailOutbox mails;

    Letters(Transactions transactions, MailOutbox mails) {
        this.transactions = transactions;
        this.mails = mails;
    }

    /** Stores a letter and its mail; returns the letter's id. */
    UUID send(String... recipients) {
        return send(new Letter(recipients[0]), "Your letter", null, List.of(recipients), false);
    }

    UUID send(Letter letter, String subject, UUID conversation, List<String> recipients, boolean fail) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> transactions.write(work -> {
                work.persist(letter);
                mails.write(
                        work,
                        new OutgoingMail(
                                LetterHandler.KIND,
                                letter.id(),
                                recipients,
                                subject,
                                "Grüße\n.\nMAIL FROM:<nobody>\n",
                                "<p>Grüße &lt;b&gt;</p>",
                                conversation));
                if (fail) {
                    work.beforeCommit(() -> Uni.createFrom().failure(new IllegalStateException("rolled back")));
                }
                return Panache.getSession().replaceWith(letter.id());
            }));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
