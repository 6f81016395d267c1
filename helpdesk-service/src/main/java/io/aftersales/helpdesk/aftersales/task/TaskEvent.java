package io.aftersales.helpdesk.aftersales.task;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.OfAction;
import io.aftersales.platform.rest.Warning;
import io.aftersales.platform.security.Requester;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Field service's events about a task: what of its public state the ticket shows.
 *
 * @param stage name of the stage that it stands in, as it was then
 * @param changedBy who made the change; null if nobody did
 * @param warnings reservations with which it was made; null when there are none
 */
record TaskEvent(
        UUID taskId,
        String number,
        String title,
        String state,
        UUID projectId,
        String projectName,
        UUID stageId,
        String stage,
        List<Requester> assignees,
        Instant plannedStart,
        Instant plannedEnd,
        Requester changedBy,
        List<Warning> warnings,
        UUID ticketId,
        UUID actionId)
        implements OfAction {

    static final MessageType<TaskEvent> CREATED = MessageType.of("task-created", TaskEvent.class);
    static final MessageType<TaskEvent> CHANGED = MessageType.of("task-changed", TaskEvent.class);

    /** What the smart button shows of it. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("title", title);
        facts.put("stageId", stageId.toString());
        facts.put("stage", stage);
        facts.put("projectId", projectId.toString());
        facts.put("project", projectName);
        if (plannedStart != null) {
            facts.put("plannedStart", plannedStart.toString());
        }
        if (plannedEnd != null) {
            facts.put("plannedEnd", plannedEnd.toString());
        }
        facts.put("assignees", assignees.stream().map(Requester::name).toList());
        return facts;
    }
}
