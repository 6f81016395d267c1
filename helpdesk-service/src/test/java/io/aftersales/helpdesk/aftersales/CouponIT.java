package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.Desk;
import io.aftersales.helpdesk.aftersales.Loyalty.Given;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.contract.ContractWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** Coupons from the request to the smart button, and their mails; loyalty's part is played by the test, on Kafka. */
@QuarkusTest
@WithInfrastructure
@ExtendWith(ContractWatch.class)
class CouponIT {

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final Loyalty loyalty = new Loyalty();

    private UUID customer;
    private UUID ticket;

    @BeforeEach
    void aTicketOfATeamThatGivesCoupons() {
        Desk.installed("accounting");
        kafka.send(Outgoing.announcement("loyalty"));
        customer = Desk.post(
                Desk.AGENT,
                "/customers",
                Map.of("name", Desk.unique("Ada"), "email", "ada-" + UUID.randomUUID() + "@readers.example"));
        ticket = Desk.ticket(Desk.team("public", Map.of("services", Map.of("coupons", true))), customer);
        await().atMost(Duration.ofSeconds(30)).until(() -> availability().getBoolean("available"));
    }

    @Test
    void isAvailableWithTheProgramsToChooseFrom() {
        assertThat(availability().getString("defaults.programs")).isEqualTo("/api/v1/coupon-programs?active=true");
    }

    @Test
    void asksLoyaltyForACouponOfTheTicketsCustomer() {
        UUID program = UUID.randomUUID();

        UUID action = ask(program);

        Message command = kafka.awaitOfAction("generate-coupon", action);
        assertThat(command.key()).isEqualTo(ticket.toString());
        assertThat(command.text("/programId")).isEqualTo(program.toString());
        assertThat(command.text("/customerId")).isEqualTo(customer.toString());
        assertThat(command.text("/companyId")).isEqualTo(customer.toString());
    }

    @Test
    void theGeneratedCouponFinishesTheActionWithItsCodeAndFillsTheSmartButton() {
        Given coupon = given();

        JsonPath done = action(coupon.actionId());
        assertThat(done.getString("documents[0].number")).isEqualTo(Loyalty.CODE);
        assertThat(button().getString("label")).isEqualTo("Coupons");
        assertThat(button().getString("href")).isEqualTo("/api/v1/coupons/" + coupon.id());
        assertThat(button().getString("documents[0].state")).isEqualTo("valid");
        assertThat(button().getMap("documents[0].facts"))
                .isEqualTo(Map.of("code", Loyalty.CODE, "expiresOn", "2026-12-25", "reward", "10 % off the order"));
        assertThat(chatter()).containsExactly("Coupon of Goodwill generated: 10 % off the order", "Asked for a coupon");
    }

    @Test
    void theSmartButtonFollowsTheCouponAndKeepsTheCodeThatLaterEventsDoNotTell() {
        Given coupon = given();

        loyalty.later("coupon-redeemed", coupon, 2, "used", use("SO-4711"));
        await().until(() -> "used".equals(button().getString("documents[0].state")));
        loyalty.later("coupon-released", coupon, 3, "valid", Map.of());
        await().until(() -> "valid".equals(button().getString("documents[0].state")));
        loyalty.later("coupon-cancelled", coupon, 4, "cancelled", Map.of());
        await().until(() -> "cancelled".equals(button().getString("documents[0].state")));
        loyalty.later("coupon-redeemed", coupon, 2, "used", use("SO-4711"));

        assertThat(button().getString("documents[0].facts.code")).isEqualTo(Loyalty.CODE);
        assertThat(button().getString("documents[0].number")).isEqualTo(Loyalty.CODE);
        assertThat(chatter().subList(0, 3))
                .containsExactly(
                        "Coupon of Goodwill cancelled",
                        "Coupon of Goodwill given back, now valid",
                        "Coupon of Goodwill used for SO-4711");
    }

    @Test
    void aNewerEventThatOvertakesTheAnswerStaysAndStillGetsTheCode() {
        UUID action = ask(UUID.randomUUID());
        Given coupon = Given.of(ticket, action);

        loyalty.later("coupon-expired", coupon, 2, "expired", Map.of());
        await().until(() -> button().getString("documents[0].state") != null);
        loyalty.generated(coupon, 1);
        await().until(() -> "succeeded".equals(action(action).getString("status")));

        assertThat(button().getString("documents[0].state")).isEqualTo("expired");
        assertThat(button().getString("documents[0].facts.code")).isEqualTo(Loyalty.CODE);
    }

    @Test
    void whatCannotBeTakenInOfACouponIsForTheOperatorAloneAndNotForWhoReadsNotices() {
        byte[] halfADocument = ("{\"code\":\"" + Loyalty.CODE).getBytes(StandardCharsets.UTF_8);

        RecordMetadata place = kafka.send(Outgoing.event("coupon-generated", UUID.randomUUID(), 1, Map.of())
                .bytes(halfADocument));

        Message notice = kafka.await(
                "helpdesk.dlq",
                message -> "coupon-generated".equals(message.text("/topic"))
                        && message.payload().path("offset").asLong() == place.offset());
        assertThat(notice.text("/reason")).isEqualTo("unreadable");
        assertThat(notice.payload().at("/record/headers/ce_type").asText())
                .isEqualTo("io.aftersales.coupon-generated.v1");
        assertThat(notice.payload().at("/record").has("payload")).isFalse();
        String letter = "/admin/helpdesk/dead-letters/" + notice.text("/deadLetterId");
        Rest.as("operator").get(letter).then().statusCode(200).body("payload", containsString(Loyalty.CODE));
        Rest.as("operator")
                .body(Map.of("reason", "A test"))
                .post(letter + "/discard")
                .then()
                .statusCode(204);
    }

    @Test
    void theOwnersRefusalRejectsTheAction() {
        UUID action = ask(UUID.randomUUID());

        loyalty.rejected("coupon-generation-rejected", ticket, action, "program-out-of-period");

        await().until(() -> "rejected".equals(action(action).getString("status")));
        assertThat(action(action).getString("rejection.code")).isEqualTo("program-out-of-period");
    }

    @Test
    void mailsACouponToTheFollowersAndToAddedAddressesEachOnce() {
        Given coupon = given();
        String followersAddress = email(customer);
        follow(Map.of("email", "Follower@readers.example"));
        follow(Map.of("customerId", Desk.customer()));

        UUID action = Desk.id(email(
                        coupon,
                        Map.of(
                                "recipients", List.of("added@readers.example", "follower@readers.example"),
                                "subject", "A coupon",
                                "body", "Dear Ada,\nhere it is."))
                .statusCode(202)
                .body("kind", equalTo("coupon-email"))
                .body("warnings.code", equalTo(List.of("no-address"))));

        Message command = kafka.awaitOfAction("send-coupon", action);
        assertThat(command.key()).isEqualTo(coupon.id().toString());
        assertThat(command.payload().at("/recipients"))
                .extracting(node -> node.asText())
                .containsExactly(followersAddress, "Follower@readers.example", "added@readers.example");
        assertThat(command.text("/subject")).isEqualTo("A coupon");
        assertThat(command.text("/body")).isEqualTo("Dear Ada,\nhere it is.");
        assertThat(chatter().get(0)).startsWith("Asked to mail a coupon to " + followersAddress);

        loyalty.sent(coupon, 2, action, Map.of("refusedRecipients", List.of("added@readers.example")));

        await().until(() -> "succeeded".equals(action(action).getString("status")));
        assertThat(action(action).getList("warnings.code")).containsExactly("no-address", "mail-refused");
        assertThat(button().getString("documents[0].state")).isEqualTo("sent");
        assertThat(button().getInt("count")).isEqualTo(1);
        assertThat(action(coupon.actionId()).getString("documents[0].state")).isEqualTo("sent");
        assertThat(chatter().get(0)).isEqualTo("Coupon of Goodwill sent by e-mail");
    }

    @Test
    void aFollowerWhoseAddressCannotBeWrittenToKeepsTheMailFromNobody() {
        Given coupon = given();
        follow(Map.of("email", "\"un usable\"@readers.example"));

        UUID action = Desk.id(email(coupon, Map.of())
                .statusCode(202)
                .body("warnings.code", equalTo(List.of("no-address")))
                .body("warnings[0].detail", startsWith("\"un usable\"@readers.example follows")));

        assertThat(kafka.awaitOfAction("send-coupon", action).payload().at("/recipients"))
                .extracting(node -> node.asText())
                .containsExactly(email(customer));
    }

    @Test
    void theChatterNamesAsManyRecipientsAsAnEntryHolds() {
        Given coupon = given();
        String domain = ("." + "x".repeat(60)).repeat(3).substring(1) + ".example";
        List<String> fifty = IntStream.range(0, 50)
                .mapToObj(i -> "%050d@%s".formatted(i, domain))
                .toList();

        UUID action = Desk.id(email(coupon, Map.of("recipients", fifty)).statusCode(202));

        assertThat(kafka.awaitOfAction("send-coupon", action).payload().at("/recipients"))
                .hasSize(51);
        assertThat(chatter().get(0)).hasSize(10_000).contains(fifty.get(0)).endsWith(" …");
    }

    @Test
    void anEventThatIsToldAgainChangesNothing() {
        Given coupon = given();
        String before = etag(coupon.actionId());

        loyalty.generatedAgain(coupon, 1);

        assertThat(etag(coupon.actionId())).isEqualTo(before);
    }

    @Test
    void everyMailThatWasSentIsToldInTheChatter() {
        Given coupon = given();
        for (int sequence = 2; sequence <= 3; sequence++) {
            UUID action = Desk.id(email(coupon, Map.of()).statusCode(202));
            loyalty.sent(coupon, sequence, action, Map.of());
            await().until(() -> "succeeded".equals(action(action).getString("status")));
        }

        assertThat(chatter())
                .filteredOn("Coupon of Goodwill sent by e-mail"::equals)
                .hasSize(2);
    }

    @Test
    void theSameMailAskedForTwiceIsOneCommand() {
        Given coupon = given();
        String key = Rest.newKey();

        List<UUID> actions = IntStream.range(0, 2)
                .mapToObj(i -> Desk.id(Rest.as(Desk.AGENT)
                        .header("Idempotency-Key", key)
                        .body(Map.of())
                        .post("/tickets/{id}/coupons/{coupon}/emails", ticket, coupon.id())
                        .then()
                        .statusCode(202)))
                .toList();

        assertThat(actions.get(0)).isEqualTo(actions.get(1));
        kafka.awaitOfAction("send-coupon", actions.get(0));
        kafka.catchUp();
        assertThat(kafka.on("send-coupon", KafkaProbe.keyed(coupon.id()))).hasSize(1);
    }

    @Test
    void aMailNeedsNoBodyAtAll() {
        Given coupon = given();

        UUID action = Desk.id(Rest.as(Desk.AGENT)
                .post("/tickets/{id}/coupons/{coupon}/emails", ticket, coupon.id())
                .then()
                .statusCode(202)
                .body("warnings", nullValue()));

        assertThat(kafka.awaitOfAction("send-coupon", action).text("/subject")).isNull();
    }

    @Test
    void theOwnersRefusalOfAMailRejectsItAsAConflict() {
        Given coupon = given();
        UUID action = Desk.id(email(coupon, Map.of()).statusCode(202));

        loyalty.rejected("coupon-sending-rejected", ticket, action, "coupon-used");

        await().until(() -> "rejected".equals(action(action).getString("status")));
        assertThat(action(coupon.actionId()).getString("status")).isEqualTo("succeeded");
        assertThat(chatter().get(0)).isEqualTo("Rejected the coupon-email: Because of coupon-used");
    }

    @Test
    void aMailToNobodyIsRefused() {
        ticket = Desk.ticket(Desk.team("public", Map.of("services", Map.of("coupons", true))), Desk.customer());

        email(Given.of(ticket, UUID.randomUUID()), Map.of()).statusCode(422).body("code", equalTo("no-recipients"));
    }

    @Test
    void aTeamThatIsNotPublicMailsNoCustomerButWhoIsAdded() {
        ticket = Desk.ticket(Desk.team("internal", Map.of("services", Map.of("coupons", true))), customer);
        follow(Map.of("email", email(customer).toUpperCase()));
        Given coupon = Given.of(ticket, UUID.randomUUID());

        email(coupon, Map.of()).statusCode(422).body("code", equalTo("no-recipients"));
        UUID action = Desk.id(
                email(coupon, Map.of("recipients", List.of(email(customer)))).statusCode(202));

        assertThat(kafka.awaitOfAction("send-coupon", action).payload().at("/recipients"))
                .extracting(node -> node.asText())
                .containsExactly(email(customer));
    }

    @Test
    void refusesRecipientsAndWordsThatAreNone() {
        Given coupon = Given.of(ticket, UUID.randomUUID());
        List<String> fiftyOne =
                IntStream.range(0, 51).mapToObj(i -> i + "@readers.example").toList();

        invalid(coupon, Map.of("recipients", fiftyOne), "recipients");
        for (String bad : List.of(
                "ada@readers.example\nBcc: all@readers.example",
                "ada@readers.example\r\n",
                "Ada <ada@readers.example>",
                "ada@readers.example,ben@readers.example",
                "nobody",
                "")) {
            invalid(coupon, Map.of("recipients", List.of(bad)), "recipients[0]");
        }
        invalid(coupon, Map.of("subject", "One\nBcc: all@readers.example"), "subject");
        invalid(coupon, Map.of("subject", "x".repeat(201)), "subject");
        invalid(coupon, Map.of("body", "x".repeat(5001)), "body");
        email(coupon, Map.of("recipients", fiftyOne.subList(0, 50))).statusCode(202);
    }

    @Test
    void aClosedTicketMailsNothing() {
        Desk.stage(true);
        Rest.as(Desk.MANAGER)
                .body(Map.of())
                .post("/tickets/{id}/close", ticket)
                .then()
                .statusCode(200);

        email(Given.of(ticket, UUID.randomUUID()), Map.of()).statusCode(409).body("code", equalTo("ticket-closed"));
    }

    private Given given() {
        Given coupon = Given.of(ticket, ask(UUID.randomUUID()));
        loyalty.generated(coupon, 1);
        await().until(() -> "succeeded".equals(action(coupon.actionId()).getString("status")));
        return coupon;
    }

    private UUID ask(UUID program) {
        return Desk.id(Rest.as(Desk.AGENT)
                .body(Map.of("programId", program))
                .post("/tickets/{id}/coupons", ticket)
                .then()
                .statusCode(202));
    }

    private ValidatableResponse email(Given coupon, Map<String, ?> body) {
        return Rest.as(Desk.AGENT)
                .body(body)
                .post("/tickets/{id}/coupons/{coupon}/emails", ticket, coupon.id())
                .then();
    }

    private void invalid(Given coupon, Map<String, ?> body, String field) {
        email(coupon, body)
                .statusCode(422)
                .body("code", equalTo("invalid-request"))
                .body("violations[0].field", equalTo(field));
    }

    private void follow(Map<String, ?> follower) {
        Rest.as(Desk.AGENT)
                .body(follower)
                .post("/tickets/{id}/followers", ticket)
                .then()
                .statusCode(201);
    }

    private static String email(UUID customer) {
        return Desk.get("/customers/{id}", customer).extract().path("email");
    }

    private static Map<String, ?> use(String order) {
        return Map.of(
                "redemption",
                Map.of(
                        "redemptionId",
                        UUID.randomUUID(),
                        "orderReference",
                        order,
                        "redeemedAt",
                        "2026-11-25T10:00:00Z",
                        "discount",
                        Map.of("amount", "10.00", "currency", "EUR")));
    }

    private JsonPath action(UUID action) {
        return Desk.get("/tickets/{id}/actions/{action}", ticket, action)
                .extract()
                .jsonPath();
    }

    private String etag(UUID action) {
        return Desk.get("/tickets/{id}/actions/{action}", ticket, action)
                .extract()
                .header("ETag");
    }

    private JsonPath availability() {
        return Desk.get("/tickets/{id}/actions", ticket)
                .extract()
                .jsonPath()
                .setRootPath("services.find { it.kind == 'coupon' }");
    }

    private JsonPath button() {
        return Desk.get("/tickets/{id}/smart-buttons", ticket)
                .extract()
                .jsonPath()
                .setRootPath("items.find { it.kind == 'coupons' }");
    }

    private List<String> chatter() {
        return Desk.get("/tickets/{id}/messages", ticket).extract().path("items.body");
    }
}
