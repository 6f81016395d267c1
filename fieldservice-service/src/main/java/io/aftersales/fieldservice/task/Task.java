package io.aftersales.fieldservice.task;

import io.aftersales.fieldservice.customer.Address;
import io.aftersales.fieldservice.customer.Customer;
import io.aftersales.fieldservice.project.Project;
import io.aftersales.fieldservice.project.Stage;
import io.aftersales.fieldservice.technician.Technician;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.EmbeddedColumnNaming;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A visit to a customer. It stands in a stage of its project; in a closed one it is closed, and has a close date then and only
 * then. Whoever changes a task holds the lock of its row.
 */
@Entity
public class Task extends Aggregate {

    static final int MOST_ASSIGNEES = 20;

    @Column(nullable = false)
    private String number;

    @Column(nullable = false)
    private String title;

    private String description;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Project project;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Stage stage;

    @ManyToOne(fetch = FetchType.LAZY)
    private Customer customer;

    @Embedded
    private Address address;

    @ManyToMany
    @JoinTable(
            name = "task_assignee",
            joinColumns = @JoinColumn(name = "task_id"),
            inverseJoinColumns = @JoinColumn(name = "sub"))
    private Set<Technician> assignees = new HashSet<>();

    @Embedded
    private Plan plan;

    @Column(nullable = false)
    private int priority;

    @Embedded
    private Worksheet worksheet;

    private UUID ticketId;

    private UUID actionId;

    @Embedded
    @EmbeddedColumnNaming("created_%s")
    private Stamp created;

    @Embedded
    @EmbeddedColumnNaming("changed_%s")
    private Stamp changed;

    private Instant closedAt;

    protected Task() {}

    /** A task that is just being opened. */
    Task(Origin origin) {
        ticketId = origin.ticketId();
        actionId = origin.actionId();
        created = origin.by();
    }

    /**
     * Where a task comes from.
     *
     * @param ticketId null for one that no ticket asked for
     * @param actionId null as well then
     */
    record Origin(UUID ticketId, UUID actionId, Stamp by) {}

    /** Takes over what was entered; whom and what it names has been looked up. */
    void describe(TaskForm form, Customer customer, Set<Technician> assignees, Stamp by) {
        title = form.title().strip();
        description = form.description();
        this.customer = customer;
        address = form.address();
        this.assignees.retainAll(assignees);
        this.assignees.addAll(assignees);
        plan = Plan.of(form);
        priority = form.priority();
        changed = by;
    }

    /** Puts the task into a stage of a project, which may be another one than before. */
    void enter(Project itsProject, Stage next, Stamp by) {
        project = itsProject;
        stage = next;
        if (!next.isClosed()) {
            closedAt = null;
        } else if (closedAt == null) {
            closedAt = by.at();
        }
        changed = by;
    }

    void report(Worksheet result, Stamp by) {
        worksheet = result;
        changed = by;
    }

    void assignNumber(String given) {
        number = given;
    }

    public boolean isClosed() {
        return closedAt != null;
    }

    boolean isAssignedTo(String sub) {
        return assignees.stream().anyMatch(technician -> technician.sub().equals(sub));
    }

    public String number() {
        return number;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public Project project() {
        return project;
    }

    public Stage stage() {
        return stage;
    }

    public Customer customer() {
        return customer;
    }

    UUID customerId() {
        return customer == null ? null : customer.id();
    }

    public Address address() {
        return address;
    }

    /** By name. */
    List<Technician> assignees() {
        return assignees.stream()
                .sorted(Comparator.comparing(Technician::name).thenComparing(Technician::sub))
                .toList();
    }

    List<String> assigneeIds() {
        return assignees.stream().map(Technician::sub).sorted().toList();
    }

    /** Never null. */
    public Plan plan() {
        return plan == null ? Plan.none() : plan;
    }

    int priority() {
        return priority;
    }

    /** Never null. */
    Worksheet worksheet() {
        return worksheet == null ? Worksheet.empty() : worksheet;
    }

    UUID ticketId() {
        return ticketId;
    }

    UUID actionId() {
        return actionId;
    }

    Stamp created() {
        return created;
    }

    public Stamp changed() {
        return changed;
    }

    Instant closedAt() {
        return closedAt;
    }
}
