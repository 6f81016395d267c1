package io.aftersales.fieldservice.task;

import io.aftersales.platform.admin.Republisher;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.UUID;

/** Tells of every task again, as {@code task-created}: that also answers whoever lost the answer. */
@ApplicationScoped
class TaskRepublisher implements Republisher<Task> {

    private final Tasks tasks;

    TaskRepublisher(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public Uni<List<Task>> after(UUID last, int limit) {
        return tasks.lockNext(last, limit);
    }

    @Override
    public void republish(Task task, Work work) {
        work.republish(task, TaskEvent.CREATED, TaskEvent.of(task, List.of()));
    }
}
