package io.aftersales.fieldservice.task;

import io.aftersales.platform.security.Requester;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.util.UUID;

/** An entry on a task as staff sees it. */
@Schema(name = "TaskMessage")
public record MessageView(UUID id, TaskMessage.Kind kind, Requester author, String body, Instant writtenAt) {}
