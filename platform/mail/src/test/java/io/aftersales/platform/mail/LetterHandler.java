package io.aftersales.platform.mail;

import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Writes on a letter what became of its mail, and tells others. */
@ApplicationScoped
class LetterHandler implements MailHandler {

    static final String KIND = "letter";

    private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();

    @Override
    public String kind() {
        return KIND;
    }

    /** Lets the handler fail so often before it succeeds. */
    void fail(UUID letter, int times) {
        failures.put(letter, times);
    }

    @Override
    public Uni<Void> settled(SettledMail mail, Work work) {
        return Panache.getSession()
                .chain(session -> session.find(Letter.class, mail.subjectId(), LockModeType.PESSIMISTIC_WRITE))
                .invoke(letter -> {
                    letter.went("accepted %d, refused %d"
                            .formatted(mail.accepted().size(), mail.refused().size()));
                    work.publish(
                            letter,
                            LetterGone.TYPE,
                            () -> new LetterGone(
                                    letter.id(),
                                    mail.accepted(),
                                    mail.refused().stream()
                                            .map(SettledMail.Refusal::address)
                                            .toList()));
                    if (failures.merge(letter.id(), -1, Integer::sum) >= 0) {
                        throw new IllegalStateException("not yet");
                    }
                })
                .replaceWithVoid();
    }
}
