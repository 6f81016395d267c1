package io.aftersales.fieldservice.task;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether there is something left to do about a task. */
public enum TaskState {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("closed")
    CLOSED;

    public static TaskState of(Task task) {
        return task.isClosed() ? CLOSED : OPEN;
    }
}
