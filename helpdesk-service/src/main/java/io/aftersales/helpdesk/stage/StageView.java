package io.aftersales.helpdesk.stage;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** A stage as front ends see it. */
@Schema(name = "Stage")
public record StageView(UUID id, String name, int position, boolean folded) {}
