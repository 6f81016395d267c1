package io.aftersales.fieldservice.task;

import io.aftersales.fieldservice.customer.Customer;
import io.aftersales.fieldservice.customer.Customers;
import io.aftersales.fieldservice.project.Project;
import io.aftersales.fieldservice.project.Projects;
import io.aftersales.fieldservice.project.Stage;
import io.aftersales.fieldservice.technician.Technician;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Warning;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens and changes tasks. A task that is changed has been locked. */
@ApplicationScoped
class TaskDesk {

    private final Projects projects;
    private final Customers customers;
    private final Bookings bookings;
    private final Messages messages;

    TaskDesk(Projects projects, Customers customers, Bookings bookings, Messages messages) {
        this.projects = projects;
        this.customers = customers;
        this.bookings = bookings;
        this.messages = messages;
    }

    /** A task as it became, and the reservations about that. */
    record Outcome(Task task, List<Warning> warnings) {}

    /**
     * Opens a task in a project that is held; it gets its number when the transaction completes.
     *
     * @throws RuleBroken for an unknown or archived project, and for a customer, stage or technician that is not there
     */
    Uni<Outcome> open(TaskForm form, Task.Origin origin, Work work) {
        return projects.find(form.projectId())
                .invoke(Project::refuseIfArchived)
                .chain(project -> customers
                        .get(form.customerId())
                        .chain(customer -> open(form, origin, project, customer, work)));
    }

    private Uni<Outcome> open(TaskForm form, Task.Origin origin, Project project, Customer customer, Work work) {
        Task task = new Task(origin);
        task.describe(atTheCustomers(form, customer), customer, project.technicians(form.assigneeIds()), origin.by());
        task.enter(
                project,
                form.stageId() == null ? project.firstOpenStage() : project.stage(form.stageId()),
                origin.by());
        return bookings.book(task).map(warnings -> {
            work.number("TA", "TA%05d", task::assignNumber);
            work.publish(task, TaskEvent.CREATED, () -> TaskEvent.of(task, warnings));
            work.persist(task);
            return new Outcome(task, warnings);
        });
    }

    private static TaskForm atTheCustomers(TaskForm form, Customer customer) {
        return form.address() != null || customer == null ? form : form.at(customer.address());
    }

    /**
     * Changes what was entered; what technicians and customers want to know of it becomes an automatic entry.
     *
     * @throws RuleBroken as {@link #open} does; a project that the task is in already may be archived
     */
    Uni<Outcome> change(Task task, TaskForm form, Stamp by, Work work) {
        boolean moves = !form.projectId().equals(task.project().id());
        return projects.hold(List.of(form.projectId()))
                .chain(() -> projects.find(form.projectId()))
                .invoke(project -> {
                    if (moves) {
                        project.refuseIfArchived();
                    }
                })
                .chain(project -> customers
                        .get(form.customerId())
                        .chain(customer -> change(task, form, project, customer, by, work)));
    }

    private Uni<Outcome> change(Task task, TaskForm form, Project project, Customer customer, Stamp by, Work work) {
        Snapshot before = Snapshot.of(task);
        task.describe(form, customer, assignees(task, form, project), by);
        task.enter(project, stage(task, form, project), by);
        Snapshot after = Snapshot.of(task);
        after.changesSince(before)
                .ifPresent(text -> messages.write(task, TaskMessage.Kind.AUTOMATIC, by.by(), text, work));
        Uni<List<Warning>> warnings =
                after.takesTheSameTimeAs(before) ? Uni.createFrom().item(List.of()) : bookings.bookAnew(task);
        return warnings.map(reservations -> {
            work.publish(task, TaskEvent.CHANGED, () -> TaskEvent.of(task, reservations));
            return new Outcome(task, reservations);
        });
    }

    /** Whoever is assigned may stay, though the project no longer names them. */
    private static Set<Technician> assignees(Task task, TaskForm form, Project project) {
        Set<Technician> staying = task.assignees().stream()
                .filter(technician -> form.assigneeIds().contains(technician.sub()))
                .collect(Collectors.toSet());
        List<String> coming = new ArrayList<>(form.assigneeIds());
        coming.removeIf(task::isAssignedTo);
        Set<Technician> all = new HashSet<>(staying);
        all.addAll(project.technicians(coming));
        return all;
    }

    /** A task that moves to another project without naming one of its stages starts there. */
    private static Stage stage(Task task, TaskForm form, Project project) {
        boolean namesNone = form.stageId() == null;
        boolean keptOfAnotherProject = task.stage().id().equals(form.stageId()) && !project.hasStage(form.stageId());
        return namesNone || keptOfAnotherProject ? project.firstOpenStage() : project.stage(form.stageId());
    }

    /** Keeps what came of a visit. */
    void report(Task task, Worksheet worksheet, Stamp by, Work work) {
        task.report(worksheet, by);
        work.publish(task, TaskEvent.CHANGED, () -> TaskEvent.of(task, List.of()));
    }
}
