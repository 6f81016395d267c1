package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.helpdesk.aftersales.task.OpenTasks;
import io.aftersales.helpdesk.chatter.Chatter;
import io.aftersales.helpdesk.customer.Customer;
import io.aftersales.helpdesk.customer.Customers;
import io.aftersales.helpdesk.stage.Stage;
import io.aftersales.helpdesk.stage.Stages;
import io.aftersales.helpdesk.team.Follower;
import io.aftersales.helpdesk.team.Team;
import io.aftersales.helpdesk.team.Teams;
import io.aftersales.helpdesk.user.Staff;
import io.aftersales.helpdesk.user.User;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Opens, changes, closes and reopens tickets for the caller. A ticket that is changed has been locked. */
@ApplicationScoped
public class TicketDesk {

    private static final String CLOSED_UNTIL_NOW =
            "update TicketClosing set reopenedAt = :now where ticketId = :ticket and reopenedAt is null";

    private final Customers customers;
    private final Teams teams;
    private final Staff staff;
    private final Stages stages;
    private final TicketFollowers followers;
    private final OpenTasks openTasks;
    private final Chatter chatter;
    private final Caller caller;
    private final Clock clock;

    TicketDesk(
            Customers customers,
            Teams teams,
            Staff staff,
            Stages stages,
            TicketFollowers followers,
            OpenTasks openTasks,
            Chatter chatter,
            Caller caller,
            Clock clock) {
        this.customers = customers;
        this.teams = teams;
        this.staff = staff;
        this.stages = stages;
        this.followers = followers;
        this.openTasks = openTasks;
        this.chatter = chatter;
        this.caller = caller;
        this.clock = clock;
    }

    /** Opens a ticket, which gets its number when the transaction completes. */
    Uni<Ticket> open(TicketForm form, Work work) {
        Ticket ticket = new Ticket(clock.instant());
        return describe(ticket, form)
                .chain(() -> form.stageId() == null ? stages.first(false) : stages.named(form.stageId()))
                .invoke(stage -> require(!stage.isFolded(), stage))
                .invoke(stage -> ticket.enter(stage, clock.instant()))
                .chain(() -> firstFollowers(ticket))
                .map(first -> {
                    work.number("HT", "HT%05d", ticket::assignNumber);
                    ticket.tellCreated(work);
                    work.persist(ticket);
                    first.forEach(follower -> work.persist(new TicketFollower(ticket, follower)));
                    tellFollowers(ticket, first, work);
                    return ticket;
                });
    }

    /** Nobody need hear of a ticket that no customer follows. */
    private static void tellFollowers(Ticket ticket, Set<Follower> followers, Work work) {
        List<UUID> customers = followers.stream()
                .filter(Follower::namesCustomer)
                .map(Follower::customerId)
                .toList();
        if (!customers.isEmpty()) {
            ticket.tellFollowers(customers, work);
        }
    }

    /** Changes what was entered; the stage and the assignee too, which the chatter tells. */
    Uni<Void> change(Ticket ticket, TicketForm form, Work work) {
        if (form.stageId() == null) {
            throw RuleBroken.invalid("stageId", "must not be null");
        }
        User before = ticket.assignee().orElse(null);
        Customer customer = ticket.customer().orElse(null);
        Team team = ticket.team();
        return describe(ticket, form)
                .invoke(() -> ticket.sawActivity(clock.instant()))
                .invoke(() -> {
                    if (before != ticket.assignee().orElse(null)) {
                        tellAssignee(ticket, work);
                    }
                })
                .chain(() -> team == ticket.team() || ticket.team().isPublic()
                        ? Uni.createFrom().voidItem()
                        : followers.removeCustomers(ticket).invoke(() -> ticket.tellFollowers(List.of(), work)))
                .chain(() -> customer == ticket.customer().orElse(null)
                                || !ticket.team().isPublic()
                        ? Uni.createFrom().voidItem()
                        : replace(customer, ticket, work))
                .chain(() -> form.stageId().equals(ticket.stage().id())
                        ? Uni.createFrom().voidItem()
                        : stages.named(form.stageId()).chain(stage -> enter(ticket, stage, null, work)))
                .invoke(() -> ticket.tellChanged(work));
    }

    /** Whoever the ticket was of by mistake must not read on; whoever it is of, follows. */
    private Uni<Void> replace(Customer former, Ticket ticket, Work work) {
        return (former == null ? Uni.createFrom().voidItem() : followers.remove(ticket, former.id()))
                .chain(() -> ticket.customer()
                        .map(customer -> followers
                                .addOnce(ticket, Follower.customer(customer.id()))
                                .replaceWithVoid())
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> followers.tellCustomers(ticket, work));
    }

    /** Closes an open ticket. */
    public Uni<Void> close(Ticket ticket, UUID stageId, String reason, Work work) {
        ticket.requireOpen();
        return (stageId == null ? stages.first(true) : stages.named(stageId))
                .invoke(stage -> require(stage.isFolded(), stage))
                .chain(stage -> enter(ticket, stage, reason, work))
                .invoke(() -> ticket.tellChanged(work));
    }

    /** Reopens a closed ticket. */
    Uni<Void> reopen(Ticket ticket, UUID stageId, Work work) {
        ticket.requireClosed();
        return (stageId == null ? stages.first(false) : stages.named(stageId))
                .invoke(stage -> require(!stage.isFolded(), stage))
                .chain(stage -> enter(ticket, stage, null, work))
                .invoke(() -> ticket.tellChanged(work));
    }

    /** Looks up whom and what a form names. */
    private Uni<Void> describe(Ticket ticket, TicketForm form) {
        return customerOf(form)
                .chain(customer -> teams.named(form.teamId())
                        .chain(team ->
                                assigneeOf(form).invoke(assignee -> ticket.describe(form, customer, team, assignee)))
                        .replaceWithVoid());
    }

    private Uni<Customer> customerOf(TicketForm form) {
        return form.customerId() == null ? Uni.createFrom().nullItem() : customers.named(form.customerId());
    }

    private Uni<User> assigneeOf(TicketForm form) {
        return form.assignee() == null ? Uni.createFrom().nullItem() : staff.require(form.assignee());
    }

    /** The customer, where the team is public, and whoever follows the team. */
    private Uni<Set<Follower>> firstFollowers(Ticket ticket) {
        return teams.followersOf(ticket.team()).map(ofTeam -> {
            Set<Follower> first = new LinkedHashSet<>(ofTeam);
            if (ticket.team().isPublic()) {
                ticket.customer().map(Customer::id).map(Follower::customer).ifPresent(first::add);
            }
            return first;
        });
    }

    /** Moves the ticket to another stage, unless that would close it over open tasks. */
    private Uni<Void> enter(Ticket ticket, Stage next, String reason, Work work) {
        boolean closes = next.isFolded() && !ticket.isClosed();
        return (closes ? refuseOpenTasks(ticket, reason) : Uni.createFrom().voidItem())
                .chain(() -> move(ticket, next, reason, caller.requester(), work));
    }

    /** A helpdesk manager closes a ticket over open tasks as well, if there is a reason. */
    private Uni<Void> refuseOpenTasks(Ticket ticket, String reason) {
        if (reason != null && !reason.isBlank() && caller.has(Roles.HELPDESK_MANAGER)) {
            return Uni.createFrom().voidItem();
        }
        return openTasks
                .of(ticket.id())
                .invoke(open -> {
                    if (!open.isEmpty()) {
                        throw new RuleBroken(
                                HelpdeskProblem.OPEN_TASKS,
                                "%s has open tasks: %s".formatted(ticket.number(), String.join(", ", open)));
                    }
                })
                .replaceWithVoid();
    }

    /** Moves the ticket to another stage, and keeps and tells what that means. */
    Uni<Void> move(Ticket ticket, Stage next, String reason, Requester by, Work work) {
        String from = ticket.stage().name();
        boolean wasClosed = ticket.isClosed();
        ticket.enter(next, clock.instant());
        List<String> told = new ArrayList<>();
        told.add("Stage: " + from + " → " + next.name());
        Uni<Void> kept = Uni.createFrom().voidItem();
        if (ticket.isClosed() && !wasClosed) {
            told.add(reason == null ? "Closed" : "Closed: " + reason);
            ticket.tellClosed(work);
            kept = keepClosing(ticket, reason, by);
        } else if (wasClosed && !ticket.isClosed()) {
            told.add("Reopened");
            kept = endClosing(ticket);
        }
        chatter.record(ticket, by, String.join("\n", told), List.of(), work);
        return kept;
    }

    private static Uni<Void> keepClosing(Ticket ticket, String reason, Requester by) {
        return Panache.getSession().chain(session -> session.persist(new TicketClosing(ticket, by, reason)));
    }

    private Uni<Void> endClosing(Ticket ticket) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(CLOSED_UNTIL_NOW)
                        .setParameter("now", clock.instant())
                        .setParameter("ticket", ticket.id())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private void tellAssignee(Ticket ticket, Work work) {
        String text = ticket.assignee()
                .map(user -> "Assigned to " + user.asRequester().name())
                .orElse("Assigned to nobody");
        chatter.record(ticket, caller.requester(), text, List.of(), work);
    }

    private static void require(boolean fits, Stage stage) {
        if (!fits) {
            throw new RuleBroken(
                    HelpdeskProblem.WRONG_STAGE, stage.name() + (stage.isFolded() ? " is folded" : " is not folded"));
        }
    }
}
