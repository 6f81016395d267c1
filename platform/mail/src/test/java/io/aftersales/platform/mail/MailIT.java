package io.aftersales.platform.mail;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.aftersales.platform.database.OwnConnections;
import io.aftersales.platform.id.Ids;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.ServiceUnderTest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.mail.Hold;
import io.aftersales.testkit.mail.MailServer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@WithInfrastructure
class MailIT {

    @RegisterExtension
    static final MailServer SERVER = new MailServer();

    @Inject
    Letters letters;

    @Inject
    LetterHandler handler;

    @Inject
    MailConfig config;

    @Inject
    OwnConnections connections;

    @Inject
    MailHandover handover;

    @Inject
    MailSettlement settlement;

    @Inject
    MailServerState state;

    @AfterEach
    void everyMailIsSettled() {
        Awaitility.await("all mails settled")
                .until(() -> "0".equals(Rows.text("select count(*) from outgoing_mail where settled_at is null")));
    }

    @Test
    void sendsEachRecipientACopyThatNamesNobodyElse() throws Exception {
        String ada = address("ada");
        String ben = address("ben");
        UUID conversation = Ids.next();
        Letter letter = new Letter(ada);

        letters.send(
                letter, "Größe\r\nBcc: all@letters.example", conversation, List.of(ada, ben, ada.toUpperCase()), false);

        MimeMessage mail = SERVER.awaitMailTo(ada);
        MimeMessage other = SERVER.awaitMailTo(ben);
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(ada);
        assertThat(mail.getSubject()).isEqualTo("Größe Bcc: all@letters.example");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("Letters <letters@letters.example>");
        assertThat(mail.getMessageID()).endsWith("@letters.example>").isEqualTo(other.getMessageID());
        assertThat(mail.getHeader("References")).containsExactly("<" + conversation + "@letters.example>");
        assertThat(mail.getHeader("In-Reply-To")).containsExactly("<" + conversation + "@letters.example>");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(GreenMailUtil.getBody(mail)).contains("text/plain").contains("text/html");
        Message told = KafkaProbe.shared().await("letter-gone", letter.id());
        assertThat(told.payload().at("/accepted")).hasSize(2);
        assertThat(SERVER.mailsTo(ada)).hasSize(1);
    }

    @Test
    void aMailOfARolledBackTransactionIsNeverSent() {
        String ada = address("ada");
        String marker = address("marker");
        assertThatThrownBy(() -> letters.send(new Letter(ada), "No", null, List.of(ada), true))
                .hasMessageContaining("rolled back");

        letters.send(marker);

        SERVER.awaitMailTo(marker);
        everyMailIsSettled();
        assertThat(SERVER.mailsTo(ada)).isEmpty();
    }

    @Test
    void aServerThatIsAwayDelaysMailsAndTheServiceStaysReady() throws Exception {
        List<String> addressees = new ArrayList<>();
        SERVER.away(() -> {
            for (int i = 0; i < 20; i++) {
                String addressee = address("delayed");
                addressees.add(addressee);
                letters.send(addressee);
            }
            health("/group/mail", 503);
            health("/ready", 200);
            Awaitility.await("metrics")
                    .untilAsserted(() -> assertThat(metrics())
                            .contains("aftersales_mail_server_away 1.0")
                            .containsPattern("aftersales_mail_waiting [1-9]")
                            .containsPattern("aftersales_mail_oldest_seconds [0-9]"));
            assertThat(addressees)
                    .allSatisfy(
                            addressee -> assertThat(SERVER.mailsTo(addressee)).isEmpty());
        });

        addressees.forEach(SERVER::awaitMailTo);

        everyMailIsSettled();
        assertThat(addressees)
                .allSatisfy(addressee -> assertThat(SERVER.mailsTo(addressee)).hasSize(1));
        health("/group/mail", 200);
    }

    @Test
    void aSenderThatDiesBeforeTheServerTookTheMailLeavesItToTheNext() throws Exception {
        String ada = address("ada");
        try (Hold hold = SERVER.hold()) {
            letters.send(ada);
            hold.awaitMail();
            killSender();
            // Its connections die with it.
            SERVER.away(hold::close);
        }

        SERVER.awaitMailTo(ada);

        everyMailIsSettled();
        assertThat(SERVER.mailsTo(ada)).hasSize(1);
    }

    @Test
    void aSenderThatDiesBetweenTheServersAcceptanceAndItsCommitSendsTheSameMessageIdAgain() throws Exception {
        String ada = address("ada");
        UUID letter;
        try (Hold hold = SERVER.hold()) {
            letter = letters.send(ada);
            hold.awaitMail();
            killSender();
        }

        List<MimeMessage> mails = SERVER.awaitMailsTo(ada, 2);

        everyMailIsSettled();
        assertThat(SERVER.mailsTo(ada)).hasSize(2);
        assertThat(mails.get(0).getMessageID()).isEqualTo(mails.get(1).getMessageID());
        assertThat(mails.get(0).getSentDate()).isEqualTo(mails.get(1).getSentDate());
        assertThat(outcome(letter)).isEqualTo("accepted 1, refused 0");
        assertThat(KafkaProbe.shared().on("letter-gone", letter)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void twoReplicasSendEachMailOnce() throws Exception {
        MailSender replica = new MailSender(config, connections, handover, settlement, state);
        List<String> addressees = new ArrayList<>();
        replica.start(null);
        try {
            for (int i = 0; i < 60; i++) {
                String addressee = address("once");
                addressees.add(addressee);
                letters.send(addressee);
            }
            addressees.forEach(SERVER::awaitMailTo);
            everyMailIsSettled();
        } finally {
            replica.stop(null);
        }

        assertThat(addressees)
                .allSatisfy(addressee -> assertThat(SERVER.mailsTo(addressee)).hasSize(1));
    }

    @Test
    void aMailInHandHoldsUpNoOtherReplica() throws Exception {
        String ada = address("ada");
        String ben = address("ben");
        MailSender replica = new MailSender(config, connections, handover, settlement, state);
        Hold hold = SERVER.hold();
        letters.send(ada);
        hold.awaitMail();
        SERVER.holdNoMore();
        replica.start(null);
        try {
            letters.send(ben);
            SERVER.awaitMailTo(ben);
            assertThat(SERVER.mailsTo(ada)).isEmpty();
        } finally {
            hold.close();
            replica.stop(null);
        }
        SERVER.awaitMailTo(ada);
        everyMailIsSettled();
        assertThat(SERVER.mailsTo(ada)).hasSize(1);
    }

    @Test
    void aRecipientThatIsRefusedForGoodIsRecordedAndTheOthersGetTheirs() {
        String ada = address("ada");
        String gone = address("gone");
        SERVER.answerRecipient(gone, "550 5.1.1 No such mailbox");

        UUID letter = letters.send(gone, ada);

        SERVER.awaitMailTo(ada);
        everyMailIsSettled();
        assertThat(outcome(letter)).isEqualTo("accepted 1, refused 1");
        assertThat(SERVER.mailsTo(gone)).isEmpty();
        assertThat(Rows.text("""
                        select reply || ' ' || text_body || html_body
                        from mail_recipient join outgoing_mail on id = mail_id
                        where subject_id = ? and state = 'refused'""", letter))
                .as("the reply is kept, the content is not")
                .isEqualTo("550 5.1.1 No such mailbox ");
        assertThat(metrics()).containsPattern("aftersales_mail_refused_total [1-9]");
    }

    @Test
    void aRecipientThatIsPutOffGetsItsCopyLater() {
        String ada = address("ada");
        String later = address("later");
        SERVER.answerRecipient(later, "450 4.2.0 Come back later");

        UUID letter = letters.send(later, ada);

        SERVER.awaitMailTo(ada);
        Awaitility.await("two attempts")
                .until(() -> "1"
                        .equals(Rows.text(
                                "select count(*) from mail_recipient where address = ? and attempts >= 2", later)));
        SERVER.answerRecipient(later, null);
        SERVER.awaitMailTo(later);
        everyMailIsSettled();
        assertThat(outcome(letter)).isEqualTo("accepted 2, refused 0");
        assertThat(SERVER.mailsTo(ada)).hasSize(1);
    }

    @Test
    void aRecipientThatIsPutOffAfterALongOutageIsLeftAloneForTheFirstDelayOnly() throws Exception {
        String later = address("later");
        SERVER.away(() -> {
            SERVER.answerRecipient(later, "450 4.2.0 Come back later");
            letters.send(later);
            health("/group/mail", 503);
            Rows.text("update mail_recipient set attempts = 1000 where address = ? returning address", later);
        });
        Awaitility.await("being put off")
                .until(() -> !"0".equals(Rows.text("select put_offs from mail_recipient where address = ?", later)));

        SERVER.answerRecipient(later, null);

        SERVER.awaitMailTo(later);
    }

    @Test
    void aHandlerThatFailsIsTriedAgainAndNothingIsSentTwice() {
        String ada = address("ada");
        Letter letter = new Letter(ada);
        handler.fail(letter.id(), 2);

        letters.send(letter, "Again", null, List.of(ada), false);

        Awaitility.await("the outcome").until(() -> outcome(letter.id()) != null);
        everyMailIsSettled();
        KafkaProbe.shared().await("letter-gone", letter.id());
        assertThat(SERVER.mailsTo(ada)).hasSize(1);
        assertThat(KafkaProbe.shared().on("letter-gone", letter.id())).hasSize(1);
    }

    private static String address(String name) {
        return name + "-" + Ids.next() + "@readers.example";
    }

    private static String outcome(UUID letter) {
        return Rows.text("select outcome from letter where id = ?", letter);
    }

    private static void killSender() {
        Rows.text("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mail-sender'");
    }

    private static String metrics() {
        return given().get(ServiceUnderTest.uri("/q/metrics")).body().asString();
    }

    private static void health(String path, int status) {
        Awaitility.await(path + " answers " + status)
                .until(() ->
                        given().get(ServiceUnderTest.uri("/q/health" + path)).statusCode() == status);
    }
}
