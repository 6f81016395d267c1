package io.aftersales.fieldservice.task;

import io.aftersales.fieldservice.project.Projects;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;

import java.util.ArrayList;
import java.util.List;

/**
 * Which tasks the caller may reach. A manager of field service: all. A technician: those assigned to them, and to read the
 * others of their projects. Agents and their managers: to read those that came from tickets.
 */
@RequestScoped
class TaskAccess {

    private static final String FROM_A_TICKET = "e.ticketId is not null";
    private static final String IN_REACH_OF_A_TECHNICIAN = "exists (select 1 from e.assignees a where a.sub = :me)"
            + " or exists (select 1 from e.project.technicians t where t.sub = :me)";

    private final Projects projects;
    private final Caller caller;

    TaskAccess(Projects projects, Caller caller) {
        this.projects = projects;
        this.caller = caller;
    }

    /** Keeps only the tasks that the caller may know of. */
    Keyset<Task> inSight(Keyset<Task> all) {
        if (isManager()) {
            return all;
        }
        List<String> either = new ArrayList<>();
        if (isDesk()) {
            either.add(FROM_A_TICKET);
        }
        if (!isTechnician()) {
            return all.where(String.join(" or ", either));
        }
        either.add(IN_REACH_OF_A_TECHNICIAN);
        return all.where(String.join(" or ", either), "me", caller.subject());
    }

    /** @throws RuleBroken 404 for a task that the caller may not know of */
    Uni<Void> refuseUnlessSeen(Task task) {
        if (isManager() || isDesk() && task.ticketId() != null || isOwn(task)) {
            return Uni.createFrom().voidItem();
        }
        return (isTechnician()
                        ? projects.employs(task.project().id(), caller.subject())
                        : Uni.createFrom().item(false))
                .invoke(seen -> {
                    if (!seen) {
                        throw RuleBroken.notFound("task", task.id());
                    }
                })
                .replaceWithVoid();
    }

    /** @throws RuleBroken 404 or 403 for a task that is not the caller's to work on */
    Uni<Void> refuseUnlessWorkedOn(Task task) {
        return refuseUnlessSeen(task).invoke(() -> {
            if (!isManager() && !isOwn(task)) {
                throw forbidden("Only a technician to whom the task is assigned, or a manager, may do this");
            }
        });
    }

    /**
     * A technician moves a task on from stage to stage; what it is to be, and when, is the manager's.
     *
     * @throws RuleBroken 403
     */
    void refuseUnlessMayChange(Task task, TaskForm asked) {
        if (!isManager() && !asked.equals(TaskForm.of(task).in(asked.stageId()))) {
            throw forbidden("A technician changes nothing of a task but its stage");
        }
    }

    private boolean isOwn(Task task) {
        return isTechnician() && task.isAssignedTo(caller.subject());
    }

    private boolean isManager() {
        return caller.has(Roles.FIELDSERVICE_MANAGER);
    }

    private boolean isTechnician() {
        return caller.has(Roles.TECHNICIAN);
    }

    private boolean isDesk() {
        return caller.has(Roles.AGENT) || caller.has(Roles.HELPDESK_MANAGER);
    }

    private static RuleBroken forbidden(String detail) {
        return new RuleBroken(GeneralProblem.FORBIDDEN, detail);
    }
}
