package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.aftersales.Action.Change;
import io.aftersales.helpdesk.customer.CustomerMother;
import io.aftersales.helpdesk.team.TeamMother;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.helpdesk.ticket.TicketMother;
import io.aftersales.platform.security.Requester;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** How documents gather behind a button, in whatever order the events about them are read. */
class SmartButtonTest {

    private static final ButtonName CREDIT_NOTES = new ButtonName("credit-notes", "Credit Notes", "credit-notes");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Ticket ticket = TicketMother.open(TeamMother.offering("refunds"), CustomerMother.named("Ada"));
    private final Action action = new Action(ticket, "refund", new Requester("ann", "Ann"), NOW);
    private final UUID note = UUID.randomUUID();

    @Test
    void thereIsNoButtonBeforeTheFirstDocumentThatCounts() {
        action.take(draft(note), 1);

        assertThat(button()).isEmpty();
    }

    @Test
    void theButtonAppearsWithTheFirstPostedCreditNoteAndLinksToIt() {
        action.take(posted(note), 1);

        assertThat(button()).hasValueSatisfying(button -> {
            assertThat(button.kind()).isEqualTo("credit-notes");
            assertThat(button.count()).isEqualTo(1);
            assertThat(button.href()).isEqualTo("/api/v1/credit-notes/" + note);
        });
    }

    @Test
    void severalDocumentsLinkToTheListOfTheTicket() {
        Action other = new Action(ticket, "refund", new Requester("bob", "Bob"), NOW);
        action.take(posted(note), 1);
        other.take(posted(UUID.randomUUID()), 1);

        assertThat(SmartButton.of(CREDIT_NOTES, ticket.id(), List.of(action, other)))
                .hasValueSatisfying(button -> {
                    assertThat(button.count()).isEqualTo(2);
                    assertThat(button.href()).isEqualTo("/api/v1/credit-notes?ticketId=" + ticket.id());
                });
    }

    @Test
    void anOlderEventNeverOverwritesANewerOneThatWasReadBeforeIt() {
        assertThat(action.take(posted(note), 2)).isEqualTo(Change.STATE);
        assertThat(action.take(draft(note), 1)).isEqualTo(Change.NOTHING);

        assertThat(action.documents().get(note).state()).isEqualTo("posted");
        assertThat(button()).isPresent();
    }

    @Test
    void theSameEventAgainChangesNothing() {
        action.take(posted(note), 2);

        assertThat(action.take(posted(note), 2)).isEqualTo(Change.NOTHING);
    }

    @Test
    void aNewerEventWithTheSameStateTellsDetails() {
        action.take(draft(note), 1);

        assertThat(action.take(draft(note), 2)).isEqualTo(Change.DETAILS);
    }

    @Test
    void theAnswerIsTakenEvenWhenItsDocumentIsKnownFromALaterEvent() {
        action.take(cancelled(note), 2);

        Change change = action.take(draft(note), 1);
        boolean answered = action.succeed(NOW);

        assertThat(change).isEqualTo(Change.NOTHING);
        assertThat(answered).isTrue();
        assertThat(action.status()).isEqualTo(Action.Status.SUCCEEDED);
        assertThat(action.documents().get(note).state()).isEqualTo("cancelled");
    }

    @Test
    void onlyTheFirstAnswerFinishesAnAction() {
        assertThat(action.reject("credit-exceeds-invoice", "Too much", NOW)).isTrue();
        assertThat(action.succeed(NOW)).isFalse();

        assertThat(action.status()).isEqualTo(Action.Status.REJECTED);
        assertThat(action.rejectionCode()).isEqualTo("credit-exceeds-invoice");
    }

    @Test
    void whatANewsOnlyMentionsGivesWayToItsOwnEventsInEitherOrder() {
        UUID invoice = UUID.randomUUID();
        News withInvoice = posted(note).with(invoice, Document.linked("invoice", null, "draft", "/i", Map.of()));
        Action other = new Action(ticket, "refund", new Requester("bob", "Bob"), NOW);

        action.take(withInvoice, 1);
        action.take(invoicePosted(invoice), 2);
        other.take(invoicePosted(invoice), 2);
        other.take(withInvoice, 1);

        assertThat(List.of(action, other))
                .extracting(one -> one.documents().get(invoice).state())
                .containsOnly("posted");
    }

    @Test
    void ofADocumentThatTwoActionsTellAboutTheNewestStateIsShown() {
        Action other = new Action(ticket, "refund", new Requester("bob", "Bob"), NOW);
        action.take(posted(note), 3);
        other.take(draft(note), 1);

        assertThat(SmartButton.of(CREDIT_NOTES, ticket.id(), List.of(action, other)))
                .hasValueSatisfying(button -> assertThat(button.documents())
                        .singleElement()
                        .extracting(SmartButton.Entry::state)
                        .isEqualTo("posted"));
    }

    @Test
    void anActionIsDelayedWhileItsAnswerIsOverdueOnly() {
        Duration patience = Duration.ofSeconds(30);

        assertThat(action.isDelayed(NOW.plusSeconds(30), patience)).isFalse();
        assertThat(action.isDelayed(NOW.plusSeconds(31), patience)).isTrue();
        action.succeed(NOW.plusSeconds(40));
        assertThat(action.isDelayed(NOW.plusSeconds(60), patience)).isFalse();
    }

    private Optional<SmartButton> button() {
        return SmartButton.of(CREDIT_NOTES, ticket.id(), List.of(action));
    }

    private static News draft(UUID id) {
        return News.of("drafted", id, Document.linked("credit-note", null, "draft", CREDIT_NOTES.href(id), Map.of()));
    }

    private static News posted(UUID id) {
        return News.of(
                "posted",
                id,
                Document.onButton("credit-note", "RINV/2026/00001", "posted", CREDIT_NOTES.href(id), Map.of()));
    }

    private static News cancelled(UUID id) {
        return News.of(
                "cancelled", id, Document.linked("credit-note", null, "cancelled", CREDIT_NOTES.href(id), Map.of()));
    }

    private static News invoicePosted(UUID id) {
        return News.of("posted", id, Document.linked("invoice", "INV/2026/00002", "posted", "/i", Map.of()));
    }
}
