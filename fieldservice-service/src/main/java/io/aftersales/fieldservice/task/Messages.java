package io.aftersales.fieldservice.task;

import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;

/** What is written on tasks. */
@ApplicationScoped
public class Messages {

    public TaskMessage write(Task task, TaskMessage.Kind kind, Requester author, String body, Work work) {
        TaskMessage message = new TaskMessage(task, kind, author, body);
        work.persist(message);
        return message;
    }

    /** All entries on a task, the newest first. */
    Keyset<TaskMessage> on(UUID taskId) {
        return Keyset.of(TaskMessage.class).where("e.taskId = :task", "task", taskId);
    }

    /** Those that its customer may read. */
    public Keyset<TaskMessage> forTheCustomerOn(UUID taskId) {
        return on(taskId).where("e.kind = COMMENT");
    }
}
