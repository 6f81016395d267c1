package io.aftersales.helpdesk.chatter;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.mail.MailServer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
class CommentMailIT {

    @RegisterExtension
    static final MailServer MAILS = new MailServer();

    private final TestUser author = TestUser.named("author-" + UUID.randomUUID(), "helpdesk-manager");
    private final TestUser colleague = TestUser.named("colleague-" + UUID.randomUUID(), "agent");
    private final String ada = "ada-" + UUID.randomUUID() + "@example.test";
    private final String list = "list-" + UUID.randomUUID() + "@example.test";

    private UUID customer;

    @BeforeEach
    void peopleWithAddresses() {
        Desk.stage(false);
        List.of(author, colleague)
                .forEach(user -> Rest.as(user).get("/teams").then().statusCode(200));
        customer = Desk.post(Desk.AGENT, "/customers", Map.of("name", Desk.unique("Ada"), "email", ada));
    }

    @Test
    void aCommentIsMailedToEachFollowerButItsAuthor() throws Exception {
        UUID ticket = followedTicket("public");
        String number = Desk.get("/tickets/{id}", ticket).extract().path("number");

        write(ticket, "comment", "We are <b>on it</b> & more\nsoon");

        MimeMessage mail = MAILS.awaitMailTo(ada);
        MAILS.awaitMailTo(list);
        MAILS.awaitMailTo(colleague.email());
        assertThat(mail.getSubject()).isEqualTo("[" + number + "] It broke");
        Multipart parts = (Multipart) mail.getContent();
        assertThat(part(parts, 0)).contains("We are <b>on it</b> & more\nsoon").contains(number);
        assertThat(part(parts, 1)).contains("We are &lt;b&gt;on it&lt;/b&gt; &amp; more\nsoon");
        assertThat(mail.getAllRecipients()).hasSize(1);

        write(ticket, "comment", "Done");
        List<MimeMessage> thread = MAILS.awaitMailsTo(ada, 2);
        assertThat(thread)
                .extracting(one -> one.getHeader("References")[0])
                .containsOnly(mail.getHeader("References")[0]);
        assertThat(thread).extracting(MimeMessage::getMessageID).doesNotHaveDuplicates();
        MAILS.awaitMailsTo(list, 2);
        assertThat(MAILS.mailsTo(author.email())).isEmpty();
    }

    @Test
    void aCustomersCommentIsMailedToAllButItselfWhateverItsAddressesFollowAs() {
        UUID ticket = followedTicket("public");
        TestUser contact = TestUser.contactOf(customer);
        UUID office = Desk.post(Desk.AGENT, "/customers", Map.of("name", Desk.unique("Office"), "email", ada));
        follow(ticket, Map.of("customerId", office));
        follow(ticket, Map.of("email", ada.toUpperCase(Locale.ROOT)));
        follow(ticket, Map.of("email", contact.email()));

        Rest.as(contact)
                .body(Map.of("body", "It still smokes"))
                .post("/portal/tickets/{id}/messages", ticket)
                .then()
                .statusCode(201);

        List.of(author.email(), colleague.email(), list).forEach(MAILS::awaitMailTo);
        assertNothingWaits();
        assertThat(MAILS.mailsTo(ada)).isEmpty();
        assertThat(MAILS.mailsTo(contact.email())).isEmpty();
    }

    @Test
    void aUsersCommentIsNotMailedToAnAddressThatAnotherTokenOfItsTold() throws SQLException {
        UUID ticket = followedTicket("public");
        String other = "other-" + author.email();
        follow(ticket, Map.of("email", other));
        storedByAnotherReplica(other);

        write(ticket, "comment", "Hello");

        MAILS.awaitMailTo(list);
        assertNothingWaits();
        assertThat(MAILS.mailsTo(other)).isEmpty();
        assertThat(MAILS.mailsTo(author.email())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal", "private"})
    void customersAreNotMailedByATeamThatIsNotPublic(String visibility) {
        UUID ticket = followedTicket(visibility);
        follow(ticket, Map.of("email", ada.toUpperCase()));

        write(ticket, "comment", "Between us");

        MAILS.awaitMailTo(list);
        MAILS.awaitMailTo(colleague.email());
        assertNothingWaits();
        assertThat(MAILS.mailsTo(ada)).isEmpty();
        assertThat(MAILS.mailsTo(ada.toUpperCase())).isEmpty();
    }

    @Test
    void notesAndAutomaticEntriesAreNotMailed() {
        UUID ticket = followedTicket("public");

        write(ticket, "note", "He is always like this");
        Desk.patch(Desk.AGENT, "/tickets/{id}", ticket, Map.of("assignee", colleague.sub()))
                .statusCode(200);
        write(ticket, "comment", "Hello");

        assertThat(MAILS.awaitMailTo(ada))
                .satisfies(mail -> assertThat(GreenMailUtil.getBody(mail))
                        .contains("Hello")
                        .doesNotContain("always"));
        assertNothingWaits();
        assertThat(MAILS.mailsTo(ada)).hasSize(1);
    }

    @Test
    void aSubjectThatHoldsControlCharactersIsMailedOnOneLine() throws Exception {
        UUID ticket = followedTicket("public");
        // What a wrongly decoded dash and a line end of old hosts look like.
        Rest.as(Desk.AGENT)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", "*")
                .body("{\"subject\":\"Lamp \\u0096 broken\\u0085again\"}")
                .patch("/tickets/{id}", ticket)
                .then()
                .statusCode(200);

        write(ticket, "comment", "We look into it");

        assertThat(MAILS.awaitMailTo(ada).getSubject()).endsWith("Lamp broken again");
    }

    @Test
    void aMailServerThatIsAwayDelaysTheMailNotTheComment() throws Exception {
        UUID ticket = followedTicket("public");

        MAILS.away(() -> write(ticket, "comment", "Patience"));

        MAILS.awaitMailTo(ada);
        assertNothingWaits();
        assertThat(MAILS.mailsTo(ada)).hasSize(1);
    }

    @Test
    void staffIsToldWhomACommentCouldNotBeMailedTo() {
        UUID ticket = followedTicket("public");
        MAILS.answerRecipient(list, "550 5.1.1 No such mailbox");

        write(ticket, "comment", "Anybody there?");

        MAILS.awaitMailTo(ada);
        Awaitility.await("the entry")
                .untilAsserted(() -> assertThat(Desk.get("/tickets/{id}/messages", ticket)
                                .extract()
                                .jsonPath()
                                .getList("items.body", String.class))
                        .anySatisfy(text -> assertThat(text).contains(list, "550 5.1.1 No such mailbox")));
    }

    /** A ticket of the customer, followed by the author (twice), a colleague and an address of nobody in particular. */
    private UUID followedTicket(String visibility) {
        UUID team = Desk.team(visibility, Map.of("members", List.of(author.sub(), Desk.AGENT.sub())));
        UUID ticket = Desk.ticket(team, customer);
        follow(ticket, Map.of("sub", author.sub()));
        follow(ticket, Map.of("email", author.email()));
        follow(ticket, Map.of("sub", colleague.sub()));
        follow(ticket, Map.of("email", list));
        return ticket;
    }

    private static void follow(UUID ticket, Map<String, ?> follower) {
        Rest.as(Desk.MANAGER)
                .body(follower)
                .post("/tickets/{id}/followers", ticket)
                .then()
                .statusCode(201);
    }

    private void write(UUID ticket, String kind, String body) {
        Desk.post(author, "/tickets/" + ticket + "/messages", Map.of("kind", kind, "body", body));
    }

    private static String part(Multipart parts, int index) throws Exception {
        BodyPart part = parts.getBodyPart(index);
        return ((String) part.getContent()).replace("\r\n", "\n");
    }

    private void storedByAnotherReplica(String email) throws SQLException {
        try (Connection connection = Infrastructure.running().connect();
                PreparedStatement update = connection.prepareStatement("update staff set email = ? where sub = ?")) {
            update.setString(1, email);
            update.setString(2, author.sub());
            update.executeUpdate();
        }
    }

    private static void assertNothingWaits() {
        Awaitility.await("no mail waiting").until(() -> {
            try (Connection connection = Infrastructure.running().connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select from mail_recipient where state = 'waiting'")) {
                return !row.next();
            }
        });
    }
}
