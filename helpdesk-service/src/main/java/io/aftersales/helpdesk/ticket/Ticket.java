package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.helpdesk.aftersales.SmartButton;
import io.aftersales.helpdesk.customer.Customer;
import io.aftersales.helpdesk.stage.Stage;
import io.aftersales.helpdesk.team.Team;
import io.aftersales.helpdesk.user.User;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Aggregate;
import io.aftersales.platform.work.Work;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a customer wants solved. A ticket stands in a stage; in a folded one it is closed, and has a close date then and only
 * then. Whoever changes a ticket, or anything that belongs to it, holds the lock of its row.
 */
@Entity
public class Ticket extends Aggregate {

    private static final MessageType<TicketState> TICKET_CREATED = MessageType.of("ticket-created", TicketState.class);
    private static final MessageType<TicketState> TICKET_CHANGED = MessageType.of("ticket-changed", TicketState.class);
    private static final MessageType<TicketState> TICKET_CLOSED = MessageType.of("ticket-closed", TicketState.class);

    private String number;
    private String subject;
    private String description;

    @ManyToOne(fetch = FetchType.LAZY)
    private Customer customer;

    @ManyToOne(fetch = FetchType.LAZY)
    private Team team;

    @ManyToOne(fetch = FetchType.LAZY)
    private User assignee;

    private int priority;

    @ManyToOne(fetch = FetchType.LAZY)
    private Stage stage;

    private UUID productId;
    private String serialNumber;
    private UUID saleOrderId;
    private String externalReference;
    private Instant openedAt;
    private Instant closedAt;
    private Instant lastActivityAt;

    protected Ticket() {}

    Ticket(Instant openedAt) {
        this.openedAt = openedAt;
        this.lastActivityAt = openedAt;
    }

    /** Takes over what was entered; the people, team and stage that the form names have been looked up. */
    void describe(TicketForm form, Customer customer, Team team, User assignee) {
        subject = form.subject().strip();
        description = form.description();
        priority = form.priority();
        productId = form.productId();
        serialNumber = form.serialNumber();
        saleOrderId = form.saleOrderId();
        externalReference = form.externalReference();
        this.customer = customer;
        this.team = team;
        this.assignee = assignee;
    }

    /** Moves the ticket; a folded stage closes it, any other opens it again. */
    void enter(Stage next, Instant now) {
        stage = next;
        if (!next.isFolded()) {
            closedAt = null;
        } else if (closedAt == null) {
            // The replica that opened it may have been ahead.
            closedAt = now.isBefore(openedAt) ? openedAt : now;
        }
    }

    /** Somebody, or a service, did something about the ticket. */
    public void sawActivity(Instant now) {
        lastActivityAt = now;
    }

    void assignNumber(String given) {
        number = given;
    }

    /** @throws RuleBroken {@code ticket-closed} */
    void requireOpen() {
        if (isClosed()) {
            throw new RuleBroken(HelpdeskProblem.TICKET_CLOSED, number + " is closed");
        }
    }

    /** @throws RuleBroken {@code ticket-open} */
    void requireClosed() {
        if (!isClosed()) {
            throw new RuleBroken(HelpdeskProblem.TICKET_OPEN, number + " is open");
        }
    }

    public boolean isClosed() {
        return closedAt != null;
    }

    public String number() {
        return number;
    }

    public String subject() {
        return subject;
    }

    public Optional<Customer> customer() {
        return Optional.ofNullable(customer);
    }

    /** The product that the ticket is about. */
    public Optional<UUID> product() {
        return Optional.ofNullable(productId);
    }

    /** Of the product. */
    public Optional<String> serialNumber() {
        return Optional.ofNullable(serialNumber);
    }

    public Optional<UUID> saleOrder() {
        return Optional.ofNullable(saleOrderId);
    }

    public Team team() {
        return team;
    }

    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    public Stage stage() {
        return stage;
    }

    Optional<User> assignee() {
        return Optional.ofNullable(assignee);
    }

    int priority() {
        return priority;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Instant closedAt() {
        return closedAt;
    }

    void tellCreated(Work work) {
        work.publish(this, TICKET_CREATED, this::state);
    }

    void tellClosed(Work work) {
        work.publish(this, TICKET_CLOSED, this::state);
    }

    /**
     * The place in the ticket's stream of what this transaction changes. The transaction holds the ticket's lock and tells of
     * the change, so the place is after every one that has been committed, and the ticket's own is not before it afterwards.
     */
    public long nextPlace() {
        return eventSequence() + 1;
    }

    /** Tells that the ticket, one of its actions, smart buttons or messages changed: whoever shows it reads it again. */
    public void tellChanged(Work work) {
        work.publish(this, TICKET_CHANGED, this::state);
    }

    /** Tells which customers follow the ticket now. */
    void tellFollowers(Collection<UUID> customerIds, Work work) {
        TicketFollowersChanged followers = TicketFollowersChanged.of(id(), customerIds);
        work.publish(this, TicketFollowersChanged.TYPE, () -> followers);
    }

    void tellAgain(Work work) {
        work.republish(this, TICKET_CHANGED, state());
    }

    TicketForm form() {
        return new TicketForm(
                subject,
                description,
                customer().map(Customer::id).orElse(null),
                team.id(),
                assignee().map(User::sub).orElse(null),
                priority,
                stage.id(),
                productId,
                serialNumber,
                saleOrderId,
                externalReference);
    }

    TicketView view(List<TicketClosing.View> closings, List<SmartButton> smartButtons) {
        return new TicketView(
                id(),
                number,
                subject,
                description,
                customer().map(Customer::id).orElse(null),
                customer().map(Customer::companyId).orElse(null),
                team.id(),
                assignee().map(User::asRequester).orElse(null),
                priority,
                stage.id(),
                stateName(),
                productId,
                serialNumber,
                saleOrderId,
                externalReference,
                openedAt,
                closedAt,
                closings,
                smartButtons);
    }

    private String stateName() {
        return isClosed() ? "closed" : "open";
    }

    private TicketState state() {
        return new TicketState(
                id(),
                number,
                subject,
                customer().map(Customer::id).orElse(null),
                customer().map(Customer::companyId).orElse(null),
                team.id(),
                stage.id(),
                assignee().map(User::asRequester).orElse(null),
                priority,
                externalReference,
                stateName(),
                openedAt,
                closedAt);
    }
}
