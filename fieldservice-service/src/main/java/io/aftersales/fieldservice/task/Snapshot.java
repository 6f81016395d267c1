package io.aftersales.fieldservice.task;

import io.aftersales.fieldservice.technician.Technician;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What of a task's state is told as an automatic entry when it changes. */
record Snapshot(String project, String stage, boolean closed, List<String> assignees, String names, Plan plan) {

    static Snapshot of(Task task) {
        return new Snapshot(
                task.project().name(),
                task.stage().name(),
                task.isClosed(),
                task.assigneeIds(),
                task.assignees().stream().map(Technician::name).collect(Collectors.joining(", ")),
                task.plan());
    }

    boolean takesTheSameTimeAs(Snapshot other) {
        return closed == other.closed && assignees.equals(other.assignees) && plan.equals(other.plan);
    }

    /** In words, for staff; empty where nothing of it changed. */
    Optional<String> changesSince(Snapshot before) {
        List<String> told = new ArrayList<>();
        if (!project.equals(before.project)) {
            told.add("Project: " + before.project + " → " + project);
        }
        if (!stage.equals(before.stage)) {
            told.add("Stage: " + before.stage + " → " + stage);
        }
        if (!assignees.equals(before.assignees)) {
            told.add(assignees.isEmpty() ? "Assigned to nobody" : "Assigned to " + names);
        }
        if (!plan.equals(before.plan)) {
            told.add(plan.isMade() ? "Planned from " + plan.start() + " to " + plan.busyUntil() : "No longer planned");
        }
        return told.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", told));
    }
}
