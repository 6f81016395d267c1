package io.aftersales.loyalty.sending;

import io.aftersales.loyalty.Database;
import io.aftersales.loyalty.MovableClock;
import io.aftersales.loyalty.Shop;
import io.aftersales.loyalty.Shop.Generation;
import io.aftersales.platform.id.Ids;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.aftersales.testkit.mail.Hold;
import io.aftersales.testkit.mail.MailServer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import static io.aftersales.loyalty.Shop.created;
import static io.aftersales.loyalty.Shop.euros;
import static io.aftersales.loyalty.Shop.line;
import static io.aftersales.loyalty.Shop.order;
import static io.aftersales.loyalty.Shop.percent;
import static io.aftersales.loyalty.Shop.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Coupons by e-mail, as a real mail server gets them. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class SendingIT {

    @RegisterExtension
    static final MailServer MAILS = new MailServer();

    private final KafkaProbe kafka = KafkaProbe.shared();

    @AfterEach
    void backToNow() {
        MovableClock.reset();
    }

    @Test
    void sendsCodeRewardMinimumAndExpiryAsTextAndAsHtml() throws Exception {
        Given coupon = Given.of(program(
                percent(10),
                "name",
                "Sorry & thank you",
                "validityDays",
                30,
                "minimumAmount",
                euros("50"),
                "minimumQuantity",
                2));
        String ada = address("ada");
        String ben = address("ben");

        Sending asked = coupon.send(ada, ben);

        MimeMessage mail = MAILS.awaitMailTo(ada);
        String text = part(mail, "text/plain");
        String html = part(mail, "text/html");
        Files.writeString(Path.of("target", "coupon-mail.html"), html);
        String expiry = LocalDate.now(ZoneId.of("Europe/Berlin"))
                .plusDays(30)
                .format(DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH));
        assertThat(mail.getSubject()).isEqualTo("Your coupon from Test & Sons Ltd");
        assertThat(text)
                .contains("Your code: " + coupon.code())
                .contains("10 % off the order", "Sorry & thank you", "Valid through " + expiry)
                .contains(
                        "For orders worth at least 50.00 EUR, tax not included.",
                        "For orders with at least 2 products.");
        assertThat(html)
                .contains(coupon.code(), "10 % off the order", "Sorry &amp; thank you", expiry)
                .contains("For orders worth at least 50.00 EUR", "For orders with at least 2 products");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(ada);
        Message sent = asked.sent();
        assertThat(sent.text("/state")).isEqualTo("sent");
        assertThat(sent.text("/code")).isEqualTo(coupon.code());
        assertThat(sent.text("/answeredActionId")).isEqualTo(asked.actionId().toString());
        assertThat(sent.text("/actionId")).isEqualTo(coupon.actionId().toString());
        assertThat(sent.text("/sentAt")).isNotNull();
        assertThat(MAILS.awaitMailTo(ben).getMessageID()).isEqualTo(mail.getMessageID());
        assertThat(Shop.coupon(coupon.id()).getString("state")).isEqualTo("sent");
    }

    @Test
    void sendsTheSubjectAndTheWordsThatWereAskedForAndNoMarkupOfTheirs() throws Exception {
        String ada = address("ada");

        Given.of(program(percent(10)))
                .send(
                        Map.of(
                                "subject", "Für dich: <b>Größe</b>",
                                "body", "Hello <script>alert(1)</script>,\nthis is\n\nyours & mine."),
                        ada);

        MimeMessage mail = MAILS.awaitMailTo(ada);
        assertThat(mail.getSubject()).isEqualTo("Für dich: <b>Größe</b>");
        assertThat(part(mail, "text/html"))
                .doesNotContain("<script>", "<b>Größe")
                .contains("Hello &lt;script&gt;alert(1)&lt;/script&gt;,<br>", "yours &amp; mine.");
        assertThat(part(mail, "text/plain").replace("\r\n", "\n"))
                .startsWith("Hello <script>alert(1)</script>,\nthis is\n\nyours & mine.\n")
                .contains("It does not expire.");
    }

    @Test
    void theSameRequestTwiceIsOneMail() {
        Given coupon = Given.of(program(percent(10)));
        String ada = address("ada");
        String marker = address("marker");
        Outgoing command = coupon.sending(Map.of(), List.of(ada)).command();

        kafka.send(command);
        kafka.send(command);

        coupon.send(marker).sent();
        everyMailIsSettled();
        assertThat(MAILS.mailsTo(marker)).hasSize(1);
        assertThat(MAILS.mailsTo(ada)).hasSize(1);
    }

    @Test
    void aKillBeforeTheHandoverIsOneMail() throws Exception {
        Given coupon = Given.of(program(percent(10)));
        String ada = address("ada");
        Sending asked;
        try (Hold hold = MAILS.hold()) {
            asked = coupon.send(ada);
            hold.awaitMail();
            killSender();
            MAILS.away(hold::close);
        }

        assertThat(asked.sent().text("/state")).isEqualTo("sent");
        everyMailIsSettled();
        assertThat(MAILS.mailsTo(ada)).hasSize(1);
    }

    @Test
    void aKillAfterTheServersAcceptanceAndBeforeOurCommitIsAtMostTwoMailsWithOneMessageId() throws Exception {
        Given coupon = Given.of(program(percent(10)));
        String ada = address("ada");
        Sending asked;
        try (Hold hold = MAILS.hold()) {
            asked = coupon.send(ada);
            hold.awaitMail();
            killSender();
        }

        assertThat(asked.sent().text("/state")).isEqualTo("sent");
        everyMailIsSettled();
        List<MimeMessage> mails = MAILS.mailsTo(ada);
        assertThat(mails).hasSizeBetween(1, 2);
        for (MimeMessage mail : mails) {
            assertThat(mail.getMessageID()).isEqualTo(mails.get(0).getMessageID());
        }
        assertThat(kafka.on("coupon-sent", KafkaProbe.ofAction(asked.actionId())))
                .hasSize(1);
    }

    @Test
    void aMailServerThatIsDownDelaysTheCouponAndNothingMore() throws Exception {
        Given coupon = Given.of(program(percent(10)));
        String ada = address("ada");

        MAILS.away(() -> {
            coupon.send(ada);
            await().until(() -> "waiting".equals(Database.text("""
                    select recipient.state from mail_recipient recipient where recipient.address = '%s'""".formatted(ada))));
            assertThat(Shop.coupon(coupon.id()).getString("state")).isEqualTo("valid");
        });

        MAILS.awaitMailTo(ada);
        await().until(() -> "sent".equals(Shop.coupon(coupon.id()).getString("state")));
    }

    @Test
    void tellsWhomTheMailServerRefused() {
        Given coupon = Given.of(program(percent(10)));
        String ada = address("ada");
        String gone = address("gone");
        MAILS.answerRecipient(gone, "550 5.1.1 No such mailbox");

        Message sent = coupon.send(ada, gone).sent();

        assertThat(sent.payload().at("/refusedRecipients")).hasSize(1);
        assertThat(sent.text("/refusedRecipients/0")).isEqualTo(gone);
    }

    @Test
    void isRejectedWhenTheMailServerRefusesEverybody() {
        Given coupon = Given.of(program(percent(10)));
        String gone = address("gone");
        MAILS.answerRecipient(gone, "550 5.1.1 No such mailbox");

        Message rejected = coupon.send(gone).rejected();

        assertThat(rejected.text("/code")).isEqualTo("mail-refused");
        assertThat(rejected.text("/detail")).contains(gone, "No such mailbox");
        assertThat(Shop.coupon(coupon.id()).getString("state")).isEqualTo("valid");
    }

    @Test
    void aCouponThatIsUsedWhileItsMailWaitsStaysUsed() throws Exception {
        Given coupon = Given.of(program(percent(10)));
        String ada = address("ada");
        Sending asked;
        try (Hold hold = MAILS.hold()) {
            asked = coupon.send(ada);
            hold.awaitMail();
            Shop.redeem(Shop.with(order(coupon.code(), line("1", "1")), "customerId", coupon.customer()))
                    .statusCode(201);
        }

        assertThat(asked.sent().text("/state")).isEqualTo("used");
        assertThat(Shop.coupon(coupon.id()).getString("state")).isEqualTo("used");
    }

    @Test
    void aReleasedCouponThatWasSentIsSentAgain() {
        Given coupon = Given.of(program(percent(10)));
        coupon.send(address("ada")).sent();
        UUID redemption =
                Shop.id(Shop.redeem(Shop.with(order(coupon.code(), line("1", "1")), "customerId", coupon.customer()))
                        .statusCode(201));

        Shop.release(redemption).statusCode(204);

        assertThat(kafka.await("coupon-released", coupon.id()).text("/state")).isEqualTo("sent");
    }

    @Test
    void rejectsWhatCannotBeSent() {
        String ada = address("ada");
        Given used = Given.of(program(percent(10)));
        Shop.redeem(Shop.with(order(used.code(), line("1", "1")), "customerId", used.customer()))
                .statusCode(201);
        Given cancelled = Given.of(program(percent(10)));
        Shop.cancel(cancelled.id()).statusCode(200);
        UUID archivedProgram = created(program(percent(10)));
        Given closed = Given.from(archivedProgram);
        Shop.edit(archivedProgram, Map.of("active", false)).statusCode(200);
        Given fine = Given.of(program(percent(10)));

        assertThat(used.send(ada).rejection()).isEqualTo("coupon-used");
        assertThat(cancelled.send(ada).rejection()).isEqualTo("coupon-cancelled");
        assertThat(closed.send(ada).rejection()).isEqualTo("program-closed");
        assertThat(fine.send(Map.of("couponId", UUID.randomUUID()), ada).rejection())
                .isEqualTo("unknown-coupon");
        assertThat(fine.send(Map.of("ticketId", UUID.randomUUID()), ada).rejection())
                .isEqualTo("unknown-coupon");
        assertThat(fine.send(Map.of("companyId", UUID.randomUUID()), ada).rejection())
                .isEqualTo("other-customer");
        everyMailIsSettled();
        assertThat(MAILS.mailsTo(ada)).isEmpty();
    }

    @Test
    void rejectsAnExpiredCoupon() {
        Given coupon = Given.of(program(percent(10), "validityDays", 1));

        MovableClock.moveAhead(Duration.ofDays(3));

        assertThat(coupon.send(address("ada")).rejection()).isEqualTo("coupon-expired");
    }

    @Test
    void rejectsRecipientsThatCouldEndAHeader() {
        Given coupon = Given.of(program(percent(10)));
        for (String bad : List.of("ada@shop.example\r\nBcc: all@shop.example", "Ada <ada@shop.example>", "nobody")) {
            Sending asked = coupon.sending(Map.of(), List.of(bad));
            // The helpdesk never sends such a thing: it is altered, so nobody holds it against the schema.
            kafka.send(asked.command().header("altered", "yes"));
            assertThat(asked.rejection()).as(bad).isEqualTo("invalid-request");
        }
    }

    /** A coupon of a ticket. */
    private record Given(UUID id, String code, UUID ticketId, UUID actionId, UUID customer) {

        static Given of(Map<String, ?> program) {
            return from(created(program));
        }

        static Given from(UUID program) {
            UUID customer = Shop.customer();
            Generation generation = Generation.of(program, customer).send();
            Message generated = generation.generated();
            return new Given(
                    UUID.fromString(generated.text("/couponId")),
                    generated.text("/code"),
                    generation.ticketId(),
                    generation.actionId(),
                    customer);
        }

        Sending send(String... recipients) {
            return send(Map.of(), recipients);
        }

        Sending send(Map<String, ?> more, String... recipients) {
            Sending sending = sending(more, List.of(recipients));
            KafkaProbe.shared().send(sending.command());
            return sending;
        }

        Sending sending(Map<String, ?> more, List<String> recipients) {
            UUID action = UUID.randomUUID();
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("actionId", action);
            payload.put("ticketId", ticketId);
            payload.put("couponId", id);
            payload.put("customerId", customer);
            payload.put("companyId", customer);
            payload.put("requestedBy", Map.of("sub", "agent-user", "name", "Test agent-user"));
            payload.put("recipients", recipients);
            payload.putAll(more);
            return new Sending(action, Outgoing.command("send-coupon", id, action, payload));
        }
    }

    /** A mail that the helpdesk asks for. */
    private record Sending(UUID actionId, Outgoing command) {

        Message sent() {
            return KafkaProbe.shared().awaitOfAction("coupon-sent", actionId);
        }

        Message rejected() {
            return KafkaProbe.shared().awaitOfAction("coupon-sending-rejected", actionId);
        }

        String rejection() {
            return rejected().text("/code");
        }
    }

    private static String address(String name) {
        return name + "-" + Ids.next() + "@readers.example";
    }

    private static void killSender() {
        Database.text("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mail-sender'");
    }

    private static void everyMailIsSettled() {
        await().until(() -> "0".equals(Database.text("select count(*) from mail_recipient where state = 'waiting'")));
    }

    private static String part(MimeMessage mail, String type) throws MessagingException, IOException {
        return part((MimeMultipart) mail.getContent(), type);
    }

    private static String part(MimeMultipart parts, String type) throws MessagingException, IOException {
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.getContent() instanceof MimeMultipart nested) {
                return part(nested, type);
            }
            if (part.isMimeType(type)) {
                return (String) part.getContent();
            }
        }
        throw new AssertionError("no part " + type);
    }
}
