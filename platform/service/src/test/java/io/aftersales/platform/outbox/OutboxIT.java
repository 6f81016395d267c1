package io.aftersales.platform.outbox;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.outbox.OwnTopic.Note;
import io.aftersales.platform.parcel.Changes;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.testkit.Faults;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Messages of a topic that does not exist stay in the outbox, where they can be looked at. */
@QuarkusTest
@WithInfrastructure
class OutboxIT {

    @Inject
    Changes changes;

    @Inject
    OutboxGauge gauge;

    private final OwnTopic topic = OwnTopic.toCome(1);

    @Test
    void keepsNothingOfAChangeThatIsRolledBack() {
        UUID id = Ids.next();

        assertThatThrownBy(() -> changes.commit(work -> {
                    work.send(topic.type(), "key", new Note("key", 0));
                    work.beforeCommit(() -> insertIntoInbox(id));
                    work.beforeCommit(() -> {
                        throw new IllegalStateException("too late");
                    });
                }))
                .hasMessageContaining("too late");

        assertThat(waiting()).isEmpty();
        assertThat(Rows.number("select count(*) from inbox where id = ?", id)).isZero();
    }

    @Test
    void keepsTheMessagesOfAChangeThatCommitsInTheOrderInWhichTheyWereTold() {
        changes.commit(work ->
                IntStream.range(0, 300).forEach(place -> work.send(topic.type(), "key", new Note("key", place))));

        assertThat(waiting())
                .isEqualTo(IntStream.range(0, 300)
                        .mapToObj("{\"key\":\"key\",\"place\":%d}"::formatted)
                        .toList());
    }

    @Test
    void refusesAPayloadOfMoreThan256KiBWithTheWholeChange() {
        assertThatThrownBy(() -> changes.commit(work -> {
                    work.send(topic.type(), "key", new Note("key", 0));
                    work.send(topic.type(), "key", new Note("key", 1, "x".repeat(256 * 1024)));
                }))
                .hasStackTraceContaining("outbox_payload_check");

        assertThat(waiting()).isEmpty();
    }

    @Test
    void takesAPayloadOfJust256KiB() {
        int frame = "{\"key\":\"key\",\"place\":0,\"text\":\"\"}".length();

        changes.commit(work -> work.send(topic.type(), "key", new Note("key", 0, "x".repeat(256 * 1024 - frame))));

        assertThat(waiting()).hasSize(1);
    }

    @Test
    void carriesWhatChangeDataCaptureNeeds() {
        changes.commit(work -> work.send(topic.type(), "key", new Note("key", 0)));

        assertThat(Rows.texts(
                        "select concat_ws(' ', aggregatetype, aggregateid, type, subject, sequence) from outbox"
                                + " where aggregatetype = ?",
                        topic.name()))
                .isEqualTo(List.of(topic.name() + " key io.aftersales.note.v1 key"));
    }

    @Test
    void admitsNoNewWorkForATopicWhoseOldestMessageHasWaitedTooLongButAllOther() {
        gauge.requireNotOverdue(topic.name());
        changes.commit(work -> work.send(topic.type(), "key", new Note("key", 0)));

        Rows.execute(
                "update outbox set created_at = now() - interval '16 minutes' where aggregatetype = ?", topic.name());

        Awaitility.await("the overdue outbox is noticed")
                .untilAsserted(() -> assertThatThrownBy(() -> gauge.requireNotOverdue(topic.name()))
                        .isInstanceOfSatisfying(
                                RuleBroken.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(GeneralProblem.OUTBOX_OVERDUE)));
        Awaitility.await("the message is set aside for its topic's sake")
                .untilAsserted(() -> assertThatCode(() -> gauge.requireNotOverdue("parcel-shipped"))
                        .doesNotThrowAnyException());
        assertThat(gauge.last().oldestSeconds()).as("what operators see").isGreaterThan(15 * 60);
        nothingIsLeftForATopicThatNeverComes();
        Awaitility.await("new work is admitted again")
                .untilAsserted(() -> assertThatCode(() -> gauge.requireNotOverdue(topic.name()))
                        .doesNotThrowAnyException());
    }

    @Test
    void admitsNoNewWorkAtAllOnceAMessageOfATopicThatExistsHasWaitedTooLong() throws Exception {
        try (OwnTopic existing = OwnTopic.fresh(1)) {
            Faults.withoutKafka(() -> {
                changes.commit(work -> work.send(existing.type(), "key", new Note("key", 0)));
                Rows.execute(
                        "update outbox set created_at = now() - interval '16 minutes' where aggregatetype = ?",
                        existing.name());

                Awaitility.await("the overdue outbox is noticed")
                        .untilAsserted(() -> assertThatThrownBy(() -> gauge.requireNotOverdue("parcel-shipped"))
                                .isInstanceOf(RuleBroken.class));
            });

            Awaitility.await("new work is admitted again")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThatCode(() -> gauge.requireNotOverdue("parcel-shipped"))
                            .doesNotThrowAnyException());
        }
    }

    @AfterEach
    void nothingIsLeftForATopicThatNeverComes() {
        Rows.execute("delete from outbox where aggregatetype = ?", topic.name());
    }

    private static Uni<Void> insertIntoInbox(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("insert into inbox (id) values (?1)")
                        .setParameter(1, id)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private List<String> waiting() {
        return Rows.texts("select payload from outbox where aggregatetype = ? order by seq", topic.name());
    }
}
